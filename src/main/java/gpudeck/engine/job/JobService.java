package gpudeck.engine.job;

import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Starts jobs and remembers them.
public final class JobService {

    private final Signal<List<JobRun>> active = new Signal<>(List.of());

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
        throw new UnsupportedOperationException();
    }

    public Optional<PastRun> find(RunId id) {
        throw new UnsupportedOperationException(id.toString());
    }

    public record PastRun(RunState state, Path folder) {}
}
