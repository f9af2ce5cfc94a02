package gpudeck.viewmodel.history;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.Discarded;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.Loss;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.Explanation;
import gpudeck.engine.job.JobService.PastRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One run of a job. It lives as long as the run is remembered and changes in place.
public final class HistoryRow {

    /// How it went, as the sign before its word.
    public enum Sign {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        LEFT_RUNNING,
        INTERRUPTED,
        NOT_LAUNCHED
    }

    /// What is shown of a run.
    ///
    /// @param loss the last one that its scripts wrote
    /// @param gpuUse on average while its scripts ran
    /// @param discarded machines that it gave back, with what they cost
    /// @param explanation why it failed, and what can be done; empty if there is nothing to say
    /// @param isAttachable whether it goes on without a program, and can be taken up
    public record Shown(
            Sign sign,
            UserMessage outcome,
            String job,
            Instant startedAt,
            String took,
            Cents cost,
            String loss,
            String gpuUse,
            String gpu,
            String region,
            int resultFiles,
            Optional<UserMessage> explanation,
            List<UserMessage> discarded,
            Path folder,
            JobSpec spec,
            boolean isAttachable) {

        public boolean isLossKnown() {
            return !loss.equals(NONE);
        }

        public boolean isGpuUseKnown() {
            return !gpuUse.equals(NONE);
        }
    }

    private static final String NONE = "–";

    private final RunState first;
    private final ReadOnlyObjectWrapper<Shown> shown;

    HistoryRow(PastRun run, Instant now) {
        this.first = run.state();
        this.shown = new ReadOnlyObjectWrapper<>(shown(run, now));
    }

    public RunId id() {
        return first.id();
    }

    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public Shown shown() {
        return shown.get();
    }

    void show(PastRun run, Instant now) {
        shown.set(shown(run, now));
    }

    private static Shown shown(PastRun run, Instant now) {
        var state = run.state();
        return new Shown(
                sign(state),
                JobWords.state(state),
                state.spec().name(),
                state.startedAt(),
                took(state, now),
                state.costSoFar(now),
                loss(state.progress()),
                state.gpuUse().map(HistoryRow::percent).orElse(NONE),
                state.type().map(HistoryRow::gpu).orElseGet(() -> wanted(state)),
                state.region().orElse(""),
                state.resultFiles(),
                explanation(state),
                state.discarded().stream().map(HistoryRow::discarded).toList(),
                run.folder(),
                state.spec(),
                run.isAttachable());
    }

    private static String loss(Progress progress) {
        return progress.loss().isPresent()
                ? new Loss(progress.loss().getAsDouble()).toString()
                : NONE;
    }

    private static String percent(GpuUse use) {
        return Math.round(use.mean()) + " %";
    }

    private static String gpu(InstanceType type) {
        return type.words();
    }

    private static UserMessage discarded(Discarded machine) {
        return UserMessage.of(
                "history.discarded", gpu(machine.type()), machine.region(), machine.cost());
    }

    /// Nothing was launched: what was asked for.
    private static String wanted(RunState state) {
        return state.spec().types().stream().findFirst().orElse("");
    }

    private static String took(RunState state, Instant now) {
        return state.outcome().filter(RunOutcome.NotLaunched.class::isInstance).isPresent()
                ? NONE
                : new TimeSpan(Duration.between(state.startedAt(), state.endedAt().orElse(now)))
                        .toString();
    }

    private static Sign sign(RunState state) {
        return state.outcome()
                .map(outcome ->
                        switch (outcome) {
                            case RunOutcome.Succeeded _ -> Sign.SUCCEEDED;
                            case RunOutcome.Failed _ -> Sign.FAILED;
                            case RunOutcome.Cancelled _ -> Sign.CANCELLED;
                            case RunOutcome.NotLaunched _ -> Sign.NOT_LAUNCHED;
                            case RunOutcome.LeftRunning _ -> Sign.LEFT_RUNNING;
                            case RunOutcome.Interrupted _ -> Sign.INTERRUPTED;
                        })
                .orElse(Sign.RUNNING);
    }

    private static Optional<UserMessage> explanation(RunState state) {
        return state.outcome()
                .flatMap(outcome ->
                        switch (outcome) {
                            case RunOutcome.Failed failed ->
                                    Optional.of(Explanation.of(failed.why()));
                            case RunOutcome.NotLaunched refused ->
                                    Optional.of(Explanation.of(refused.why()));
                            case RunOutcome.Succeeded _,
                                    RunOutcome.Cancelled _,
                                    RunOutcome.LeftRunning _,
                                    RunOutcome.Interrupted _ ->
                                    Optional.empty();
                        });
    }
}
