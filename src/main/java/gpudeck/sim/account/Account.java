package gpudeck.sim.account;

import gpudeck.sim.fault.Faults;
import gpudeck.sim.machine.MachineRoom;
import gpudeck.sim.machine.PublicKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The simulated account. Its own monitor guards it and all that it holds: whoever reads or changes
/// anything here holds it, for no longer than that takes.
public final class Account implements AutoCloseable {

    private static final String STRANGERS_TYPE = "gpu_1x_a10";

    private final Catalog catalog = new Catalog();
    private final Capacity capacity;
    private final AuditLog audit;
    private final SshKeys keys;
    private final FileSystems fileSystems;
    private final Firewall firewall;
    private final Instances instances;
    private final Timeline timeline = new Timeline();

    public Account(
            long seed,
            Duration capacityPeriod,
            InstanceTimes times,
            MachineRoom room,
            Faults faults,
            Clock clock) {
        var ids = new Ids(seed);
        capacity = new Capacity(catalog, seed, capacityPeriod, clock);
        audit = new AuditLog(ids, clock);
        keys = new SshKeys(ids, audit);
        var starter = new Instances.Context(this, times, room, faults, timeline, clock);
        instances = new Instances(starter, ids, audit, capacity);
        fileSystems = new FileSystems(ids, audit, clock, instances::usesFileSystem);
        firewall = new Firewall(ids, audit, clock, instances::usingRuleset);
    }

    public Catalog catalog() {
        return catalog;
    }

    public Capacity capacity() {
        return capacity;
    }

    public AuditLog audit() {
        return audit;
    }

    public SshKeys keys() {
        return keys;
    }

    public FileSystems fileSystems() {
        return fileSystems;
    }

    public Firewall firewall() {
        return firewall;
    }

    public Instances instances() {
        return instances;
    }

    /// An instance that someone else launched, with a key that nobody here has.
    public String launchAsStranger(String name, Map<String, String> tags) {
        var publicKey = PublicKeys.publicLineOfNobody();
        return instances.launchAsStranger(
                new LaunchOrder(
                        catalog.type(STRANGERS_TYPE).orElseThrow(),
                        catalog.regions().getFirst(),
                        new SshKeys.Key("", "strangers-key", publicKey, null),
                        name,
                        null,
                        List.of(),
                        List.of(),
                        tags.entrySet().stream()
                                .map(tag -> new LaunchOrder.Tag(tag.getKey(), tag.getValue()))
                                .toList(),
                        List.of(),
                        null));
    }

    @Override
    public void close() {
        timeline.close();
    }
}
