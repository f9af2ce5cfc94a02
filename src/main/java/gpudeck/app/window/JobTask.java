package gpudeck.app.window;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepState;
import gpudeck.engine.job.JobRun;
import gpudeck.viewmodel.RunningJob;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;

/// A job as a JavaFX task: its message is the step under way, its progress the steps done, its
/// value the final state. Cancelling it cancels the job, and the task goes on until the instance is
/// ended.
final class JobTask extends Task<RunState> {

    private final JobRun run;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<RunState> state;
    private final AtomicReference<@Nullable RunState> unseen = new AtomicReference<>();

    JobTask(JobRun run, Messages messages) {
        this.run = run;
        this.messages = messages;
        this.state = new ReadOnlyObjectWrapper<>(run.state().get());
    }

    @Override
    protected RunState call() {
        try (Signal.Subscription _ = run.state().subscribe(this::follow)) {
            run.run();
        }
        return run.state().get();
    }

    RunId id() {
        return run.id();
    }

    /// Whatever goes wrong in a job is part of its state: this is a bug.
    @Override
    protected void failed() {
        throw new AssertionError("a job broke", getException());
    }

    /// The task is not over before the instance is: the job ends itself.
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        run.cancelAndTerminate();
        return false;
    }

    /// The task as the window's view models know it.
    RunningJob asRunningJob() {
        return new RunningJob() {
            @Override
            public RunId id() {
                return run.id();
            }

            @Override
            public ReadOnlyObjectProperty<RunState> stateProperty() {
                return state.getReadOnlyProperty();
            }

            @Override
            public Path folder() {
                return run.folder();
            }

            @Override
            public void cancel() {
                run.cancel();
            }

            @Override
            public void cancelAndTerminate() {
                JobTask.this.cancel(false);
            }
        };
    }

    /// States that come faster than the UI thread takes them are passed over, never the last one.
    private void follow(RunState now) {
        now.current().ifPresent(step -> updateMessage(messages.text("word.step." + step.name())));
        long done = now.steps().values().stream().filter(s -> s instanceof StepState.Done).count();
        updateProgress(done, Step.values().length);
        if (unseen.getAndSet(now) == null) {
            Platform.runLater(() -> {
                var latest = unseen.getAndSet(null);
                if (latest != null) {
                    state.set(latest);
                }
            });
        }
    }
}
