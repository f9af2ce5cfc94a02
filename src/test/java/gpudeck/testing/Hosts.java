package gpudeck.testing;

import gpudeck.engine.MachineAccess;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.hosts.HostKeys;
import gpudeck.engine.hosts.HostService;
import gpudeck.engine.hosts.KnownHosts;
import gpudeck.engine.hosts.SshConfig;
import gpudeck.store.journal.Journal;
import java.nio.file.Path;

/// The host keys of a test, with their files in its folder.
public final class Hosts {

    private Hosts() {}

    public static HostKeys keys(Path folder, Journal journal, Time time) {
        return keys(folder, journal, time, false);
    }

    static HostKeys keys(Path folder, Journal journal, Time time, boolean trustsFirst) {
        var known = new KnownHosts(folder.resolve("known_hosts"));
        return new HostKeys(journal.hostKeys(), known, trustsFirst, time);
    }

    public static HostService service(
            Path folder, FleetService fleet, HostKeys keys, MachineAccess machines) {
        return new HostService(
                fleet.fleet(),
                keys,
                new SshConfig(folder.resolve("ssh_config"), folder.resolve(".ssh/config")),
                machines,
                Thread.ofVirtual().factory());
    }
}
