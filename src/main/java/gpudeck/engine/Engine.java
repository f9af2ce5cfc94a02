package gpudeck.engine;

import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import java.time.Duration;
import java.util.List;

/// The services over one account and one data folder, put together.
public final class Engine implements AutoCloseable {

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
    /// most `limit`.
    ///
    /// @return the names of those whose end is not proved
    public List<String> endAllMine(Duration limit) throws InterruptedException {
        throw new UnsupportedOperationException(limit.toString());
    }

    @Override
    public void close() {}
}
