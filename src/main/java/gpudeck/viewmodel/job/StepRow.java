package gpudeck.viewmodel.job;

import gpudeck.domain.Step;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One step in the timeline of a job, updated in place.
public final class StepRow {

    /// How far a step has come, without its details.
    public enum Phase {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        SKIPPED
    }

    /// A share that is not known.
    public static final double UNKNOWN = -1;

    private final Step step;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.WAITING);
    private final ReadOnlyObjectWrapper<UserMessage> name;
    private final ReadOnlyStringWrapper time = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> note =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(UNKNOWN);

    StepRow(Step step) {
        this.step = step;
        this.name = new ReadOnlyObjectWrapper<>(JobWords.step(step));
    }

    public Step step() {
        return step;
    }

    /// What it is called in this job: not every one launches and terminates.
    public ReadOnlyObjectProperty<UserMessage> nameProperty() {
        return name.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /// `1:04:49`; empty before the step starts.
    public ReadOnlyStringProperty timeProperty() {
        return time.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<UserMessage>> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// Share of the step that is done, 0 to 1, or [#UNKNOWN].
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    void show(RunState run, Instant now) {
        var state = run.step(step);
        name.set(JobWords.step(step, run));
        phase.set(phase(state));
        time.set(took(state, now).map(t -> new TimeSpan(t).clock()).orElse(""));
        note.set(note(state, run, now));
        progress.set(
                state instanceof StepState.Running(_, StepNote running)
                        ? progress(running, run.progress())
                        : UNKNOWN);
    }

    private static Phase phase(StepState state) {
        return switch (state) {
            case StepState.Waiting _ -> Phase.WAITING;
            case StepState.Running _ -> Phase.RUNNING;
            case StepState.Done _ -> Phase.DONE;
            case StepState.Failed _ -> Phase.FAILED;
            case StepState.Cancelled _ -> Phase.CANCELLED;
            case StepState.Skipped _ -> Phase.SKIPPED;
        };
    }

    static Optional<Duration> took(StepState state, Instant now) {
        return switch (state) {
            case StepState.Waiting _, StepState.Skipped _ -> Optional.empty();
            case StepState.Running(Instant since, _) -> Optional.of(Duration.between(since, now));
            case StepState.Done(Instant since, Instant until, _) ->
                    Optional.of(Duration.between(since, until));
            case StepState.Failed(Instant since, Instant until, _) ->
                    Optional.of(Duration.between(since, until));
            case StepState.Cancelled(Instant since, Instant until) ->
                    Optional.of(Duration.between(since, until));
        };
    }

    private Optional<UserMessage> note(StepState state, RunState run, Instant now) {
        return switch (state) {
            case StepState.Running(_, StepNote.Script said) -> Optional.of(script(said, run));
            case StepState.Running(_, StepNote said) -> JobWords.note(said, run, now);
            case StepState.Done(_, _, StepNote said) -> JobWords.note(said, run, now);
            case StepState.Failed(_, _, var why) -> Optional.of(Explanation.of(why));
            case StepState.Cancelled _ -> Optional.of(UserMessage.of("job.step.cancelled"));
            case StepState.Skipped _ -> Optional.of(UserMessage.of("job.step.skipped"));
            case StepState.Waiting _ -> ahead(run);
        };
    }

    /// What is known before a step starts.
    private Optional<UserMessage> ahead(RunState run) {
        return switch (step) {
            case DOWNLOAD ->
                    run.spec().results().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    UserMessage.of(
                                            "word.note.plain",
                                            String.join(", ", run.spec().results())));
            case TERMINATE ->
                    Optional.of(
                            UserMessage.of(
                                    run.spec().keepsItsInstance()
                                            ? "job.step.kept"
                                            : "job.step.always"));
            default -> Optional.empty();
        };
    }

    private static UserMessage script(StepNote.Script script, RunState run) {
        return run.progress()
                .allLeft()
                .map(left ->
                        UserMessage.of(
                                "word.note.script.left",
                                script.number(),
                                script.of(),
                                script.name(),
                                new TimeSpan(left)))
                .orElseGet(() ->
                        UserMessage.of(
                                "word.note.script", script.number(), script.of(), script.name()));
    }

    private static double progress(StepNote note, Progress now) {
        return switch (note) {
            case StepNote.Transfer(_, _, long bytes, long total, _) when total > 0 ->
                    Math.clamp((double) bytes / total, 0.0, 1.0);
            case StepNote.Script(int number, int of, _) when of > 1 || now.share().isPresent() ->
                    (number - 1 + now.share().orElse(0)) / of;
            default -> UNKNOWN;
        };
    }
}
