package gpudeck.engine;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.engine.job.JobRun;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// The services over one account and one data folder, put together.
public final class Engine implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final FleetService fleet;
    private final CatalogService catalog;
    private final JobService jobs;
    private final KeyService keys;
    private final RemoteService remote;
    private final Time time;

    public Engine(
            FleetService fleet,
            CatalogService catalog,
            JobService jobs,
            KeyService keys,
            RemoteService remote,
            Time time) {
        this.fleet = fleet;
        this.catalog = catalog;
        this.jobs = jobs;
        this.keys = keys;
        this.remote = remote;
        this.time = time;
    }

    public FleetService fleet() {
        return fleet;
    }

    public CatalogService catalog() {
        return catalog;
    }

    public JobService jobs() {
        return jobs;
    }

    public KeyService keys() {
        return keys;
    }

    public RemoteService remote() {
        return remote;
    }

    public Time time() {
        return time;
    }

    /// Cancels every job, ends every instance that was started here, and waits for the proof, at
    /// most `limit`. What a launch under way makes meanwhile is ended too.
    ///
    /// @return the names of those whose end is not proved
    public List<String> endAllMine(Duration limit) throws InterruptedException {
        var until = time.now().plus(limit);
        jobs.active().get().forEach(JobRun::cancel);
        var asked = new HashSet<InstanceId>();
        while (true) {
            var now = fleet.fleet().get();
            var fresh = now.mine().stream().map(FleetInstance::id).filter(asked::add).toList();
            if (!fresh.isEmpty()) {
                fleet.terminate(fresh);
            }
            var left = namesOfMine(now);
            boolean done = left.isEmpty() && jobs.active().get().stream().allMatch(Engine::isOver);
            if (done || !time.now().isBefore(until)) {
                return left;
            }
            time.pause(BETWEEN_LOOKS);
        }
    }

    private static boolean isOver(JobRun run) {
        return run.state().get().isOver();
    }

    private static List<String> namesOfMine(Fleet now) {
        return Stream.concat(
                        now.mine().stream().map(mine -> mine.instance().displayName()),
                        now.launches().stream().map(PendingLaunch::name))
                .toList();
    }

    /// Stops what goes on in the background. The journal keeps what is not done yet.
    @Override
    public void close() {
        fleet.close();
    }
}
