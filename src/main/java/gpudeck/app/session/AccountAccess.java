package gpudeck.app.session;

import gpudeck.cloud.CloudClient;
import gpudeck.engine.CatalogService;
import gpudeck.engine.Engine;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.RemoteService;
import gpudeck.engine.Time;
import gpudeck.engine.custody.CustodyService;
import gpudeck.engine.fleet.Account;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Guard;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.keys.LocalKeys;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.store.journal.Journal;
import java.nio.file.Path;
import java.time.ZoneId;

/// How an account is reached.
///
/// @param fingerprint of the API key that `cloud` uses
/// @param newKeys folder for SSH keys that are made
/// @param guard of what is launched
record AccountAccess(
        CloudClient cloud, String fingerprint, LocalKeys local, Path newKeys, Guard guard) {

    /// Lambda's images have this user.
    private static final String USER = "ubuntu";

    Engine engine(Journal journal, int sshPort) {
        Time time = new SystemTime();
        var catalog = new CatalogService(cloud, time);
        var fleet =
                new FleetService(
                        new Account(cloud, fingerprint, journal, time),
                        catalog::type,
                        guard,
                        ZoneId.systemDefault(),
                        Thread.ofVirtual().name("fleet-", 0).factory());
        var keys = new KeyService(cloud, local, newKeys);
        var machines =
                new MachineAccess(new SshjClient(), keys, journal.hostKeys(), USER, sshPort, time);
        var jobs = new JobService(fleet, catalog, keys, machines, journal, time);
        var custody =
                CustodyService.over(
                        fleet,
                        guard,
                        jobs::isAtWorkOn,
                        time,
                        Thread.ofVirtual().name("watch").factory());
        return new Engine(
                fleet,
                catalog,
                jobs,
                keys,
                new RemoteService(fleet, machines, time),
                custody,
                time);
    }
}
