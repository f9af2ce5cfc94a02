package gpudeck.testing;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.engine.CatalogService;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.RemoteService;
import gpudeck.engine.hosts.HostService;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.store.StoreException;
import java.nio.file.Path;
import java.util.Optional;

/// A real OpenSSH server as the machine that a cloud in memory rents out.
public final class RentedServer implements AutoCloseable {

    private final OpenSshServer server;
    private final FleetFixture account;
    private final RemoteService remote;
    private final HostService hosts;
    private final JobService jobs;

    /// @param speed of the clock
    public RentedServer(OpenSshServer server, Path folder, int speed) throws Exception {
        this(server, folder, speed, false);
    }

    /// @param trustsFirst the user chose to trust the first key of what is launched here
    public RentedServer(OpenSshServer server, Path folder, int speed, boolean trustsFirst)
            throws Exception {
        this.server = server;
        var time = new QuickTime(speed);
        account = new FleetFixture(folder, time, trustsFirst);
        var cloud = account.cloud;
        cloud.machines().address("127.0.0.1");
        cloud.addSshKey(Samples.LAPTOP_KEY.name(), server.key().publicKey());
        var local =
                new KeysOnDisk(
                        folder.resolve("keys"),
                        Optional.of(server.key().privateKey()),
                        Optional.empty());
        var keys = new KeyService(cloud, local, folder.resolve("keys"));
        var hostKeys = Hosts.keys(folder, account.journal(), time, trustsFirst);
        var machines =
                new MachineAccess(new SshjClient(), keys, hostKeys, server.user(), server.port());
        remote = new RemoteService(account.fleet(), machines, time);
        hosts = Hosts.service(folder, account.fleet(), hostKeys, machines);
        jobs =
                new JobService(
                        account.fleet(),
                        new CatalogService(cloud, time),
                        keys,
                        machines,
                        account.journal(),
                        time);
    }

    /// Machines take the host key of their launches from now on, as cloud-init sees to.
    public void takeHostKeys() {
        account.cloud.onLaunch(launch -> take(GivenHostKey.in(launch)));
    }

    private void take(GivenHostKey given) {
        try {
            server.useHostKey(given.privateKey());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// An instance that is launched here.
    public InstanceId launch(String name) throws Exception {
        var fleet = account.fleet();
        return active(fleet.launch(fleet.newRun(), Samples.launch(name), Lease.DEFAULT));
    }

    /// An instance that somebody else launched.
    public InstanceId find(String name) throws Exception {
        return active(account.cloud.launch(Samples.launch(name)));
    }

    private InstanceId active(LaunchOutcome outcome) throws Exception {
        return remote.awaitActive(((LaunchOutcome.Created) outcome).id()).id();
    }

    public FleetFixture account() {
        return account;
    }

    public RemoteService remote() {
        return remote;
    }

    public HostService hosts() {
        return hosts;
    }

    public JobService jobs() {
        return jobs;
    }

    @Override
    public void close() throws StoreException {
        hosts.close();
        account.close();
    }
}
