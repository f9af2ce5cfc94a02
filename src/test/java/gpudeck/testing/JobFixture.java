package gpudeck.testing;

import gpudeck.cloud.LambdaCloudClient;
import gpudeck.cloud.Pacer;
import gpudeck.domain.ApiKey;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.job.RunState;
import gpudeck.engine.CatalogService;
import gpudeck.engine.Engine;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.RemoteService;
import gpudeck.engine.custody.CustodyService;
import gpudeck.engine.fleet.Account;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Guard;
import gpudeck.engine.job.JobRun;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// A whole engine over a simulator, and a small project to run on it.
public final class JobFixture implements AutoCloseable {

    /// An answer that does not come costs a test this much, and not more.
    private static final int SPEED = 20;

    private final Path folder;
    private final QuickTime time;
    private final Journal journal;
    private final Engine engine;
    private final TextOutput written = new TextOutput();

    public JobFixture(SimulatorExtension simulated, Path folder) throws StoreException {
        this(simulated, folder, SPEED);
    }

    /// @param speed of the clock
    public JobFixture(SimulatorExtension simulated, Path folder, int speed) throws StoreException {
        this.folder = folder;
        this.time = new QuickTime(speed);
        var simulator = simulated.simulator();
        var key = new ApiKey(simulator.apiKey());
        var cloud =
                new LambdaCloudClient(
                        simulator.apiUrl().toString(),
                        key,
                        Pacer.of(Duration.ofMillis(1), Duration.ofMillis(1)));
        journal = Journal.open(folder.resolve("journal.db"));
        var catalog = new CatalogService(cloud, time);
        var fleet =
                new FleetService(
                        new Account(cloud, key.fingerprint(), journal, time),
                        catalog::type,
                        Guard.UNNEEDED,
                        ZoneOffset.UTC,
                        Thread.ofVirtual().factory());
        var keyFile = simulated.key().privateKey();
        var keys =
                new KeyService(
                        cloud,
                        new KeysOnDisk(
                                folder.resolve("keys"), Optional.of(keyFile), Optional.empty()),
                        folder.resolve("keys"));
        var hostKeys = Hosts.keys(folder, journal, time);
        var machines = new MachineAccess(new SshjClient(), keys, hostKeys, "ubuntu", 22);
        var jobs = new JobService(fleet, catalog, keys, machines, journal, time);
        engine =
                new Engine(
                        fleet,
                        catalog,
                        jobs,
                        keys,
                        new RemoteService(fleet, machines, time),
                        CustodyService.over(
                                fleet,
                                Guard.UNNEEDED,
                                jobs::isAtWorkOn,
                                time,
                                Thread.ofVirtual().factory()),
                        Hosts.service(folder, fleet, hostKeys, machines),
                        time);
    }

    public Engine engine() {
        return engine;
    }

    public Journal journal() {
        return journal;
    }

    public Path project() {
        return folder.resolve("project");
    }

    public Path output() {
        return folder.resolve("runs");
    }

    /// A file of the project.
    public JobFixture file(String path, String text) throws IOException {
        var file = project().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /// A job that runs these scripts of [#project] and brings `results/`.
    public SpecBuilder spec(String... scripts) {
        return new SpecBuilder(project(), output(), SimulatorExtension.KEY_NAME, scripts);
    }

    /// Does the job from its beginning to its end, on this thread.
    public JobRun run(SpecBuilder job) {
        var run = engine.jobs().prepare(job.build(), written);
        run.run();
        return run;
    }

    /// Does the job on a thread of its own.
    public JobRun start(SpecBuilder job) {
        var run = engine.jobs().prepare(job.build(), written);
        Thread.ofVirtual().name("job").start(run::run);
        return run;
    }

    /// Lets the time since the run's launch be this long, unless it is longer.
    public void leapTo(JobRun run, Duration sinceLaunch) {
        time.leapTo(run.state().get().launchedAt().orElseThrow().plus(sinceLaunch));
    }

    /// Takes up a run that nobody drives; [JobRun#run] is to follow.
    public JobRun attach(RunId run) throws Exception {
        return engine.jobs().attach(run, written);
    }

    /// What the jobs' commands wrote.
    public TextOutput written() {
        return written;
    }

    /// Waits, in real time, until the run is as told.
    public static RunState await(JobRun run, Predicate<RunState> wanted)
            throws InterruptedException {
        return awaitValue(run.state(), wanted);
    }

    /// Waits, in real time, until the run is over and nothing is left to be done for it.
    public RunState awaitOver(JobRun run) throws InterruptedException {
        awaitValue(engine.jobs().active(), active -> !active.contains(run));
        return run.state().get();
    }

    private static <T> T awaitValue(Signal<T> signal, Predicate<T> wanted)
            throws InterruptedException {
        var reached = new CompletableFuture<T>();
        try (Signal.Subscription _ =
                signal.subscribe(value -> {
                    if (wanted.test(value)) {
                        reached.complete(value);
                    }
                })) {
            return reached.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("it is now " + signal.get(), e);
        }
    }

    @Override
    public void close() throws StoreException {
        engine.close();
        journal.close();
    }
}
