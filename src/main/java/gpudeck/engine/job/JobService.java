package gpudeck.engine.job;

import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunState;
import gpudeck.engine.CatalogService;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.keys.KeyService;
import gpudeck.store.journal.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Starts jobs and remembers them.
public final class JobService {

    private final Signal<List<JobRun>> active = new Signal<>(List.of());
    private final FleetService fleet;
    private final CatalogService catalog;
    private final KeyService keys;
    private final MachineAccess machines;
    private final Journal journal;
    private final Time time;

    public JobService(
            FleetService fleet,
            CatalogService catalog,
            KeyService keys,
            MachineAccess machines,
            Journal journal,
            Time time) {
        this.fleet = fleet;
        this.catalog = catalog;
        this.keys = keys;
        this.machines = machines;
        this.journal = journal;
        this.time = time;
    }

    /// The runs that are not over, oldest first.
    public Signal<List<JobRun>> active() {
        return active;
    }

    /// Gives the job its id and its folder. Nothing is bought before [JobRun#run].
    public JobRun prepare(JobSpec spec, RunOutput output) {
        throw new UnsupportedOperationException(spec.toString() + output);
    }

    /// Past runs and those under way, newest first, from the journal.
    public List<PastRun> history() {
        throw new UnsupportedOperationException(
                String.valueOf(
                        java.util.Objects.hash(fleet, catalog, keys, machines, journal, time)));
    }

    public Optional<PastRun> find(RunId id) {
        throw new UnsupportedOperationException(id.toString());
    }

    public record PastRun(RunState state, Path folder) {}
}
