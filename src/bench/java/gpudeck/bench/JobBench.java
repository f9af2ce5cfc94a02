package gpudeck.bench;

import gpudeck.bench.machine.LocalMachine;
import gpudeck.domain.Lease;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.engine.CatalogService;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.RemoteService;
import gpudeck.engine.hosts.HostKeys;
import gpudeck.engine.hosts.KnownHosts;
import gpudeck.engine.job.JobService;
import gpudeck.engine.job.RunOutput;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.store.StoreException;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.QuickTime;
import gpudeck.testing.Samples;
import gpudeck.testing.SpecBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Whole jobs on a machine that a cloud in memory has rented out already: the engine's own steps,
/// with their journal, and nothing left out of them.
final class JobBench implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;
    private final FleetFixture account;
    private final JobService jobs;
    private final InstanceId instance;

    /// @param port on loopback that leads to the machine
    JobBench(LocalMachine machine, int port) throws Exception {
        folder = machine.here();
        var time = new QuickTime(1);
        account = new FleetFixture(folder, time, true);
        var cloud = account.cloud;
        cloud.machines().address("127.0.0.1");
        cloud.addSshKey(Samples.LAPTOP_KEY.name(), machine.publicKey());
        var onDisk =
                new KeysOnDisk(
                        folder.resolve("keys"),
                        Optional.of(machine.privateKey()),
                        Optional.empty());
        var keys = new KeyService(cloud, onDisk, folder.resolve("keys"));
        var known = new KnownHosts(folder.resolve("known_hosts"));
        var machines =
                new MachineAccess(
                        new SshjClient(),
                        keys,
                        new HostKeys(account.journal().hostKeys(), known, true, time),
                        LocalMachine.user(),
                        port);
        var fleet = account.fleet();
        var catalog = new CatalogService(cloud, time);
        jobs = new JobService(fleet, catalog, keys, machines, account.journal(), time);
        var launched = fleet.launch(fleet.newRun(), Samples.launch("bench"), Lease.DEFAULT);
        instance = ((LaunchOutcome.Created) launched).id();
        new RemoteService(fleet, machines, time).awaitActive(instance);
    }

    /// A job under way.
    static final class Running implements RunOutput {

        private final CompletableFuture<Step> firstOutput = new CompletableFuture<>();
        private final CompletableFuture<Optional<RunOutcome>> end = new CompletableFuture<>();

        /// Of a script.
        void awaitFirstOutput() throws Exception {
            CompletableFuture.anyOf(firstOutput, end).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void awaitSuccess() throws Exception {
            var outcome = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!(outcome.orElse(null) instanceof RunOutcome.Succeeded) || !firstOutput.isDone()) {
                throw new IOException("the job ended as " + outcome);
            }
        }

        @Override
        public void commandStarted(Step step, String command, Instant at) {}

        @Override
        public void bytes(Stream stream, Instant at, byte[] buffer, int offset, int length) {
            if (stream == Stream.OUT) {
                firstOutput.complete(Step.SCRIPTS);
            }
        }

        @Override
        public void commandEnded(int exitStatus, Optional<String> signal, Duration took) {}
    }

    /// Begins a job of one script that leaves the machine running.
    Running start(Path project, String script) {
        var job =
                new SpecBuilder(project, folder.resolve("runs"), Samples.LAPTOP_KEY.name(), script)
                        .on(instance, JobSpec.Afterwards.KEEP)
                        .results()
                        .build();
        var running = new Running();
        var run = jobs.prepare(job, running);
        Thread.ofVirtual()
                .name("job")
                .start(() -> {
                    run.run();
                    running.end.complete(run.state().get().outcome());
                });
        return running;
    }

    @Override
    public void close() throws StoreException {
        account.close();
    }
}
