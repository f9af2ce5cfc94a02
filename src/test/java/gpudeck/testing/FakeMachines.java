package gpudeck.testing;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The machines of a [FakeCloud]. Time passes for them with every list that is read.
public final class FakeMachines {

    private final Map<InstanceId, Machine> machines = new LinkedHashMap<>();
    private int launched;
    private int listsUntilListed;
    private int listsUntilActive = 1;
    private int listsUntilTerminated = 1;
    private boolean vanishWhenTerminated;
    private int terminatesIgnored;
    private String address = "203.0.113.10";

    /// Where machines are once they are active.
    public synchronized void address(String now) {
        address = now;
    }

    /// A machine that just launched is missing from this many lists.
    public synchronized void listLaunchedAfter(int lists) {
        listsUntilListed = lists;
    }

    /// A machine boots for this many lists.
    public synchronized void activeAfter(int lists) {
        listsUntilActive = lists;
    }

    /// A machine that is asked to end is listed as terminating this many times.
    public synchronized void terminatedAfter(int lists) {
        listsUntilTerminated = lists;
    }

    /// A machine that is over is not listed as terminated, but not at all.
    public synchronized void vanishWhenTerminated() {
        vanishWhenTerminated = true;
    }

    /// The next terminates are answered without naming the machine, and do nothing.
    public synchronized void ignoreTerminates(int count) {
        terminatesIgnored = count;
    }

    public synchronized void add(Instance instance) {
        machines.put(instance.id(), new Machine(instance, 0, 0));
    }

    /// It is gone without a trace.
    public synchronized void remove(String id) {
        machines.remove(new InstanceId(id));
    }

    public synchronized void change(String id, InstanceStatus status) {
        machines.computeIfPresent(
                new InstanceId(id), (_, m) -> new Machine(with(m.instance(), status), 0, 0));
    }

    /// It is listed from now on.
    public synchronized void show(String id) {
        machines.computeIfPresent(
                new InstanceId(id), (_, m) -> new Machine(m.instance(), 0, m.changesIn()));
    }

    /// All there are, whether listed or not.
    public synchronized List<Instance> all() {
        return machines.values().stream().map(Machine::instance).toList();
    }

    synchronized InstanceId create(LaunchRequest request, InstanceType type) {
        var id = new InstanceId("i-%04d".formatted(++launched));
        var instance =
                new Instance(
                        id,
                        request.name(),
                        InstanceStatus.BOOTING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Region(request.region(), request.region()),
                        type,
                        List.of(request.sshKeyName()),
                        request.fileSystemNames(),
                        request.fileSystemMounts(),
                        Optional.empty(),
                        request.tags(),
                        Map.of(),
                        request.firewallRulesetIds());
        machines.put(id, new Machine(instance, listsUntilListed, listsUntilActive));
        return id;
    }

    synchronized List<Instance> list() {
        var listed = new ArrayList<Instance>();
        for (var machine : List.copyOf(machines.values())) {
            if (machine.hiddenFor() == 0) {
                listed.add(machine.instance());
            }
            machines.put(machine.instance().id(), machine.aged(address));
        }
        machines.values().removeIf(m -> vanishWhenTerminated && !m.instance().status().isBilled());
        return listed;
    }

    synchronized Instance find(InstanceId id) throws CloudException {
        var machine = machines.get(id);
        if (machine == null || machine.hiddenFor() > 0) {
            throw new CloudException(new CloudError.NotFound("no such instance"));
        }
        return machine.instance();
    }

    synchronized Optional<Instance> terminate(InstanceId id) throws CloudException {
        var instance = find(id);
        if (terminatesIgnored > 0) {
            terminatesIgnored--;
            return Optional.empty();
        }
        if (instance.status().isBilled()
                && instance.status().kind() != InstanceStatus.Kind.TERMINATING) {
            var ending = with(instance, InstanceStatus.TERMINATING);
            machines.put(id, new Machine(ending, 0, listsUntilTerminated));
        }
        return Optional.of(find(id));
    }

    synchronized Instance restart(InstanceId id) throws CloudException {
        return find(id);
    }

    synchronized Instance rename(InstanceId id, String name) throws CloudException {
        var renamed = with(find(id), name);
        machines.computeIfPresent(id, (_, m) -> new Machine(renamed, m.hiddenFor(), m.changesIn()));
        return renamed;
    }

    /// @param hiddenFor so many lists
    /// @param changesIn so many lists: booting becomes active, terminating becomes terminated
    private record Machine(Instance instance, int hiddenFor, int changesIn) {

        Machine aged(String address) {
            if (hiddenFor > 0) {
                return new Machine(instance, hiddenFor - 1, changesIn);
            }
            if (changesIn > 1) {
                return new Machine(instance, 0, changesIn - 1);
            }
            return switch (instance.status().kind()) {
                case BOOTING -> new Machine(withAddress(instance, address), 0, 0);
                case TERMINATING -> new Machine(with(instance, InstanceStatus.TERMINATED), 0, 0);
                default -> this;
            };
        }
    }

    private static Instance with(Instance i, InstanceStatus status) {
        return copy(i, i.name(), status, i.ip());
    }

    private static Instance with(Instance i, String name) {
        return copy(i, Optional.of(name), i.status(), i.ip());
    }

    private static Instance withAddress(Instance i, String address) {
        return copy(i, i.name(), InstanceStatus.ACTIVE, Optional.of(address));
    }

    private static Instance copy(
            Instance i, Optional<String> name, InstanceStatus status, Optional<String> ip) {
        return new Instance(
                i.id(),
                name,
                status,
                ip,
                i.privateIp(),
                i.hostname(),
                i.region(),
                i.type(),
                i.sshKeyNames(),
                i.fileSystemNames(),
                i.fileSystemMounts(),
                i.jupyter(),
                i.tags(),
                i.actions(),
                i.firewallRulesetIds());
    }
}
