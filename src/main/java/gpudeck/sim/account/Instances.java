package gpudeck.sim.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gpudeck.sim.account.SimInstance.Status;
import gpudeck.sim.fault.Faults;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.machine.Machine;
import gpudeck.sim.machine.MachineRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The instances of the account and their way from `booting` to gone.
public final class Instances {

    private final Map<String, SimInstance> instances = new LinkedHashMap<>();
    private final Context context;
    private final Ids ids;
    private final AuditLog audit;
    private final Capacity capacity;
    private int launches;

    Instances(Context context, Ids ids, AuditLog audit, Capacity capacity) {
        this.context = context;
        this.ids = ids;
        this.audit = audit;
        this.capacity = capacity;
    }

    /// @param lock held while anything here changes
    record Context(
            Object lock, InstanceTimes times, MachineRoom room, Faults faults, Timeline timeline) {}

    /// How many launches were carried out so far.
    public int launches() {
        return launches;
    }

    public Optional<Machine> machine(String id) {
        return Optional.ofNullable(instances.get(id)).map(instance -> instance.machine);
    }

    public List<Machine> machines() {
        return instances.values().stream().map(instance -> instance.machine).toList();
    }

    public List<ObjectNode> all() {
        return instances.values().stream().map(InstanceAnswer::of).toList();
    }

    public ObjectNode one(String id) throws Refusal {
        return InstanceAnswer.of(existing(id));
    }

    public ObjectNode rename(String id, String name) throws Refusal {
        var instance = existing(id);
        instance.name = name.isEmpty() ? null : name;
        return InstanceAnswer.of(instance);
    }

    /// Makes an instance and lets it boot.
    public String launch(LaunchOrder order) throws Refusal {
        if (!capacity.isAvailable(order.type().name(), order.region().name())) {
            throw new Refusal(
                    400,
                    "instance-operations/launch/insufficient-capacity",
                    "Not enough capacity to fulfill launch request.",
                    "Choose an instance type with more availability, or try again later.");
        }
        var id = ids.next();
        var key = order.key().publicKey();
        var machine =
                context.room()
                        .newMachine(
                                id,
                                key,
                                order.type().gpuDescription(),
                                order.type().specs().gpus());
        var instance = new SimInstance(id, order, machine, context.faults().takeLaunch());
        instances.put(id, instance);
        launches++;
        audit.add(
                "instance",
                "created",
                id,
                Map.of(
                        "instance_lrn", "lrn:cloud:instance:" + id,
                        "instance_type", order.type().name(),
                        "region", order.region().name()));
        var boot = context.times().boot();
        later(boot.dividedBy(2), instance, Status.BOOTING, () -> instance.hasAddress = true);
        if (instance.fault(LaunchFault.NeverActive.class).isEmpty()) {
            later(boot, instance, Status.BOOTING, () -> finishBoot(instance));
        }
        return id;
    }

    /// @return the instances that this call affected; one that is ending already is not
    public List<ObjectNode> terminate(List<String> wanted) throws Refusal {
        var found = existing(wanted);
        for (var instance : found) {
            if (!instance.isOver() && !instance.mayBeTerminated()) {
                throw Refusal.conflict("The instance has not finished launching.");
            }
        }
        var affected = new ArrayList<ObjectNode>();
        for (var instance : found) {
            if (instance.mayBeTerminated()) {
                startTerminating(instance);
                affected.add(InstanceAnswer.of(instance));
            }
        }
        return affected;
    }

    public List<ObjectNode> restart(List<String> wanted) throws Refusal {
        var found = existing(wanted);
        for (var instance : found) {
            if (instance.status == Status.BOOTING || instance.isOver() || instance.restarting) {
                throw Refusal.conflict("The instance cannot be restarted now.");
            }
        }
        var answers = new ArrayList<ObjectNode>();
        for (var instance : found) {
            instance.restarting = true;
            audit.add("instance", "restarted", instance.id);
            context.timeline().after(Duration.ZERO, instance.machine::shutDown);
            later(context.times().boot(), instance, instance.status, () -> finishRestart(instance));
            answers.add(InstanceAnswer.of(instance));
        }
        return answers;
    }

    boolean usesFileSystem(String fileSystemId) {
        return instances.values().stream()
                .filter(instance -> instance.status != Status.TERMINATED)
                .flatMap(instance -> instance.order.mounts().stream())
                .anyMatch(mount -> mount.fileSystemId().equals(fileSystemId));
    }

    List<String> usingRuleset(String rulesetId) {
        return instances.values().stream()
                .filter(instance -> instance.status != Status.TERMINATED)
                .filter(instance -> instance.order.rulesetIds().contains(rulesetId))
                .map(instance -> instance.id)
                .toList();
    }

    private void finishBoot(SimInstance instance) {
        instance.hasAddress = true;
        if (instance.fault(LaunchFault.Unhealthy.class).isPresent()) {
            instance.status = Status.UNHEALTHY;
            return;
        }
        instance.status = Status.ACTIVE;
        powerOn(instance);
    }

    private void finishRestart(SimInstance instance) {
        instance.restarting = false;
        powerOn(instance);
    }

    private void powerOn(SimInstance instance) {
        if (instance.fault(LaunchFault.SshNever.class).isPresent()) {
            return;
        }
        var late = instance.fault(LaunchFault.SshLate.class).map(LaunchFault.SshLate::by);
        context.timeline()
                .after(
                        context.times().ssh().plus(late.orElse(Duration.ZERO)),
                        instance.machine::powerOn);
    }

    private void startTerminating(SimInstance instance) {
        instance.startTerminating();
        audit.add("instance", "terminated", instance.id);
        context.timeline().after(Duration.ZERO, instance.machine::destroy);
        later(
                context.times().terminate(),
                instance,
                Status.TERMINATING,
                () -> {
                    instance.status = Status.TERMINATED;
                    later(
                            context.times().listed(),
                            instance,
                            Status.TERMINATED,
                            () -> instances.remove(instance.id));
                });
    }

    /// Does something later, if the instance is still in that status then.
    private void later(Duration delay, SimInstance instance, Status status, Runnable change) {
        context.timeline()
                .after(
                        delay,
                        () -> {
                            synchronized (context.lock()) {
                                if (instance.status == status) {
                                    change.run();
                                }
                            }
                        });
    }

    private SimInstance existing(String id) throws Refusal {
        var instance = instances.get(id);
        if (instance == null) {
            throw new Refusal(
                    404,
                    "global/object-does-not-exist",
                    "Specified instance does not exist.",
                    null);
        }
        return instance;
    }

    private List<SimInstance> existing(List<String> wanted) throws Refusal {
        var found = new ArrayList<SimInstance>();
        for (var id : wanted) {
            found.add(existing(id));
        }
        return found;
    }
}
