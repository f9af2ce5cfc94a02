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
import gpudeck.engine.hosts.HostKeys;
import gpudeck.engine.hosts.HostService;
import gpudeck.engine.hosts.KnownHosts;
import gpudeck.engine.hosts.SshConfig;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.keys.LocalKeys;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.store.DataFolder;
import gpudeck.store.Settings;
import gpudeck.store.journal.Journal;
import java.nio.file.Path;
import java.time.ZoneId;

/// How an account is reached.
///
/// @param fingerprint of the API key that `cloud` uses
/// @param newKeys folder for SSH keys that are made, with the configuration of `ssh`: `~/.ssh`
/// @param guard of what is launched
record AccountAccess(
        CloudClient cloud, String fingerprint, LocalKeys local, Path newKeys, Guard guard) {

    /// Lambda's images have this user.
    private static final String USER = "ubuntu";

    Engine engine(Journal journal, Settings settings, DataFolder folder) {
        Time time = new SystemTime();
        var catalog = new CatalogService(cloud, time);
        var fleet =
                new FleetService(
                        new Account(cloud, fingerprint, journal, time, settings.trustsFirstKey()),
                        catalog::type,
                        guard,
                        ZoneId.systemDefault(),
                        Thread.ofVirtual().name("fleet-", 0).factory());
        var keys = new KeyService(cloud, local, newKeys);
        var hostKeys =
                new HostKeys(
                        journal.hostKeys(),
                        new KnownHosts(folder.knownHosts()),
                        settings.trustsFirstKey(),
                        time);
        var machines =
                new MachineAccess(new SshjClient(), keys, hostKeys, USER, settings.sshPort());
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
                new HostService(
                        fleet.fleet(),
                        hostKeys,
                        new SshConfig(folder.sshConfig(), newKeys.resolve("config")),
                        machines,
                        Thread.ofVirtual().name("hosts").factory()),
                time);
    }
}
