package gpudeck.engine.job;

import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import java.nio.file.Path;
import java.time.Instant;

/// One job from launch to terminate. Whatever happens after the launch, the instance is terminated.
public final class JobRun {

    private final Signal<RunState> state;

    JobRun(RunId id, JobSpec spec, Instant now) {
        this.state = new Signal<>(RunState.starting(id, spec, now));
    }

    public RunId id() {
        return state.get().id();
    }

    public Signal<RunState> state() {
        return state;
    }

    /// The run's own new folder: results at their project-relative paths, and the bytes of each
    /// command's stdout and stderr under `console/`.
    public Path folder() {
        throw new UnsupportedOperationException();
    }

    /// Does the job on the calling thread, once. Interrupting that thread is the same as [#cancel].
    public RunOutcome run() {
        throw new UnsupportedOperationException();
    }

    /// Stops what the job does and lets it terminate its instance. Returns at once.
    public void cancel() {
        throw new UnsupportedOperationException();
    }
}
