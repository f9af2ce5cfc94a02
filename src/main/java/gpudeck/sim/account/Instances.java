package gpudeck.sim.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gpudeck.sim.account.SimInstance.Status;
import gpudeck.sim.fault.Faults;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.hardware.Hardware;
import gpudeck.sim.machine.Machine;
import gpudeck.sim.machine.MachineRoom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The instances of the account and their way from `booting` to gone.
public final class Instances {

    private final Map<String, SimInstance> instances = new LinkedHashMap<>();
    private final List<SimInstance> ever = new ArrayList<>();
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
            Object lock,
            InstanceTimes times,
            MachineRoom room,
            Faults faults,
            Timeline timeline,
            Clock clock) {}

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
        return instances.values().stream()
                .filter(instance -> !instance.hidden)
                .map(InstanceAnswer::of)
                .toList();
    }

    /// Of every instance that there ever was, oldest first.
    public List<Bill> bills() {
        var now = context.clock().instant();
        return ever.stream().map(instance -> instance.bill(now)).toList();
    }

    public ObjectNode one(String id) throws Refusal {
        var instance = existing(id);
        if (instance.hidden) {
            throw noSuchInstance();
        }
        return InstanceAnswer.of(instance);
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
        launches++;
        return start(order, false, context.faults().takeLaunch());
    }

    /// Makes an instance in which no client of the API has a part. There is always room for it.
    public String launchAsStranger(LaunchOrder order) {
        return start(order, true, List.of());
    }

    private String start(LaunchOrder order, boolean strangers, List<LaunchFault> faults) {
        var id = ids.next();
        var key = order.key().publicKey();
        var hardware = hardware(order.type(), faults);
        var machine = context.room().newMachine(id, key, hardware, order.userData());
        var now = context.clock().instant();
        var instance = new SimInstance(id, order, machine, now, strangers, faults);
        instances.put(id, instance);
        ever.add(instance);
        audit.add(
                "instance",
                "created",
                id,
                Map.of(
                        "instance_lrn", "lrn:cloud:instance:" + id,
                        "instance_type", order.type().name(),
                        "region", order.region().name()));
        boot(instance);
        return id;
    }

    private static Hardware hardware(Catalog.InstanceType type, List<LaunchFault> faults) {
        var defects =
                faults.stream()
                        .filter(LaunchFault.Defect.class::isInstance)
                        .map(LaunchFault.Defect.class::cast)
                        .toList();
        var specs = type.specs();
        return new Hardware(
                type.gpuDescription(),
                specs.gpus(),
                type.architecture(),
                specs.storageGib(),
                defects);
    }

    private void boot(SimInstance instance) {
        instance.fault(LaunchFault.InvisibleFor.class)
                .ifPresent(fault -> {
                    instance.hidden = true;
                    later(fault.time(), () -> true, () -> instance.hidden = false);
                });
        var boot = context.times().boot();
        later(boot.dividedBy(2), instance, Status.BOOTING, () -> instance.hasAddress = true);
        if (instance.fault(LaunchFault.NeverActive.class).isEmpty()) {
            later(boot, instance, Status.BOOTING, () -> finishBoot(instance));
        }
    }

    /// @return the instances that this call affected; one that is ending already is not
    public List<ObjectNode> terminate(List<String> wanted) throws Refusal {
        var found = existing(wanted);
        var now = context.clock().instant();
        found.forEach(instance -> instance.terminateAsked(now));
        for (var instance : found) {
            if (!instance.isOver() && !instance.mayBeTerminated()) {
                throw Refusal.conflict("The instance has not finished launching.");
            }
        }
        var affected = new ArrayList<ObjectNode>();
        for (var instance : found) {
            if (instance.mayBeTerminated()) {
                accept(instance);
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
        var ssh = context.times().ssh().plus(late.orElse(Duration.ZERO));
        context.timeline().after(ssh, () -> startMachine(instance));
    }

    /// The SSH server is up before cloud-init is done, if that takes any time.
    private void startMachine(SimInstance instance) {
        var machine = instance.machine;
        var time = context.times().cloudInit();
        if (instance.fault(LaunchFault.IgnoresUserData.class).isPresent()) {
            machine.powerOn();
        } else if (time.isZero()) {
            machine.finishCloudInit();
            machine.powerOn();
        } else {
            machine.powerOn();
            context.timeline().after(time, machine::finishCloudInit);
        }
    }

    /// Begins to end it, or does so later.
    private void accept(SimInstance instance) {
        var late = instance.fault(LaunchFault.StaysActive.class);
        if (late.isEmpty()) {
            startTerminating(instance);
        } else if (!instance.endAccepted) {
            instance.endAccepted = true;
            later(late.get().time(), () -> !instance.isOver(), () -> startTerminating(instance));
        }
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
                    instance.endedAt = context.clock().instant();
                    later(
                            context.times().listed(),
                            instance,
                            Status.TERMINATED,
                            () -> instances.remove(instance.id));
                });
    }

    /// Does something later, if the instance is still in that status then.
    private void later(Duration delay, SimInstance instance, Status status, Runnable change) {
        later(delay, () -> instance.status == status, change);
    }

    private void later(Duration delay, BooleanSupplier stillTrue, Runnable change) {
        context.timeline()
                .after(
                        delay,
                        () -> {
                            synchronized (context.lock()) {
                                if (stillTrue.getAsBoolean()) {
                                    change.run();
                                }
                            }
                        });
    }

    private SimInstance existing(String id) throws Refusal {
        var instance = instances.get(id);
        if (instance == null) {
            throw noSuchInstance();
        }
        return instance;
    }

    private static Refusal noSuchInstance() {
        return new Refusal(
                404, "global/object-does-not-exist", "Specified instance does not exist.", null);
    }

    private List<SimInstance> existing(List<String> wanted) throws Refusal {
        var found = new ArrayList<SimInstance>();
        for (var id : wanted) {
            found.add(existing(id));
        }
        return found;
    }
}
