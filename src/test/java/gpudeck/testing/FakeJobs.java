package gpudeck.testing;

import gpudeck.domain.RunId;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunState;
import gpudeck.engine.job.RunOutput;
import gpudeck.viewmodel.JobStarter;
import gpudeck.viewmodel.RunningJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Starts jobs that do only what a test tells them.
public final class FakeJobs implements JobStarter {

    private final List<Job> started = new ArrayList<>();

    @Override
    public Job start(JobSpec spec, RunOutput output) {
        var job = new Job(Samples.run(started.size() + 1), spec, output);
        started.add(job);
        return job;
    }

    public List<Job> started() {
        return started;
    }

    public static final class Job implements RunningJob {

        private final RunOutput output;
        private final ReadOnlyObjectWrapper<RunState> state;
        private boolean cancelled;

        private Job(RunId id, JobSpec spec, RunOutput output) {
            this.output = output;
            this.state = new ReadOnlyObjectWrapper<>(RunState.starting(id, spec, Samples.MORNING));
        }

        /// The next state.
        public void now(UnaryOperator<RunState> change) {
            state.set(change.apply(state.get()));
        }

        public RunOutput output() {
            return output;
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
        public void cancelAndTerminate() {
            cancelled = true;
        }
    }
}
