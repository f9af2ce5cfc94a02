package gpudeck.testing;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunState;
import gpudeck.engine.job.RunOutput;
import gpudeck.viewmodel.JobStarter;
import gpudeck.viewmodel.RunningJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Starts jobs that do only what a test tells them.
public final class FakeJobs implements JobStarter {

    private final List<Job> started = new ArrayList<>();
    private final Map<RunId, RunState> attachable = new LinkedHashMap<>();

    @Override
    public Job start(JobSpec spec, RunOutput output) {
        var job =
                new Job(
                        RunState.starting(Samples.run(started.size() + 1), spec, Samples.MORNING),
                        output);
        started.add(job);
        return job;
    }

    @Override
    public Job attach(RunId run, RunOutput output) throws JobException {
        var left =
                Optional.ofNullable(attachable.remove(run))
                        .orElseThrow(
                                () -> new JobException(new JobError.NotAttachable(run.value())));
        var job = new Job(left.takenUp(), output);
        started.add(job);
        return job;
    }

    /// From here on it can be attached, once.
    public void left(RunState run) {
        attachable.put(run.id(), run);
    }

    public List<RunState> attachable() {
        return List.copyOf(attachable.values());
    }

    public List<Job> started() {
        return started;
    }

    public static final class Job implements RunningJob {

        private final RunOutput output;
        private final ReadOnlyObjectWrapper<RunState> state;
        private boolean stopped;
        private boolean cancelled;

        private Job(RunState begun, RunOutput output) {
            this.output = output;
            this.state = new ReadOnlyObjectWrapper<>(begun);
        }

        /// The next state.
        public void now(UnaryOperator<RunState> change) {
            state.set(change.apply(state.get()));
        }

        public RunOutput output() {
            return output;
        }

        /// Cancelled, its machine as it was agreed.
        public boolean isStopped() {
            return stopped;
        }

        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public RunId id() {
            return state.get().id();
        }

        @Override
        public ReadOnlyObjectProperty<RunState> stateProperty() {
            return state.getReadOnlyProperty();
        }

        @Override
        public Path folder() {
            return Path.of("runs", id().value());
        }

        @Override
        public void cancel() {
            stopped = true;
        }

        @Override
        public void cancelAndTerminate() {
            cancelled = true;
        }
    }
}
