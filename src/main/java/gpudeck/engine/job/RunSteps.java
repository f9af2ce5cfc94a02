package gpudeck.engine.job;

import gpudeck.domain.Problem;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/// How far each step of a run has come. Not for several threads at a time.
final class RunSteps {

    private final Map<Step, StepState> states = new EnumMap<>(Step.class);

    RunSteps(Map<Step, StepState> begun) {
        states.putAll(begun);
    }

    Map<Step, StepState> states() {
        return states;
    }

    boolean isWaiting(Step step) {
        return states.get(step) instanceof StepState.Waiting;
    }

    boolean isRunning(Step step) {
        return states.get(step) instanceof StepState.Running;
    }

    boolean isDone(Step step) {
        return states.get(step) instanceof StepState.Done;
    }

    void enter(Step step, Instant at) {
        states.put(step, new StepState.Running(at, new StepNote.None()));
    }

    /// Says more about a step that is under way.
    void note(Step step, StepNote note) {
        if (states.get(step) instanceof StepState.Running(Instant since, _)) {
            states.put(step, new StepState.Running(since, note));
        }
    }

    /// With the last thing that was said about it.
    ///
    /// @param at not before it was entered: then it took no time
    void done(Step step, Instant at) {
        var since = since(step, at);
        var said =
                states.get(step) instanceof StepState.Running(_, StepNote note)
                        ? note
                        : new StepNote.None();
        states.put(step, new StepState.Done(since, at.isBefore(since) ? since : at, said));
    }

    void failed(Step step, Instant at, Problem why) {
        states.put(step, new StepState.Failed(since(step, at), at, why));
    }

    void cancelled(Step step, Instant at) {
        states.put(step, new StepState.Cancelled(since(step, at), at));
    }

    void skipped(Step step) {
        states.put(step, new StepState.Skipped());
    }

    private Instant since(Step step, Instant otherwise) {
        return states.get(step) instanceof StepState.Running(Instant since, _) ? since : otherwise;
    }

    /// Why the first one failed that did.
    Optional<RunOutcome> failure() {
        return states.entrySet().stream()
                .filter(e -> e.getValue() instanceof StepState.Failed)
                .findFirst()
                .map(e ->
                        new RunOutcome.Failed(e.getKey(), ((StepState.Failed) e.getValue()).why()));
    }

    /// The run goes on as one that is only prepared.
    void again() {
        for (var step : EnumSet.complementOf(EnumSet.of(Step.PREPARE))) {
            states.put(step, new StepState.Waiting());
        }
    }

    /// What was never reached is skipped.
    void over() {
        states.replaceAll((_, s) -> s instanceof StepState.Waiting ? new StepState.Skipped() : s);
    }
}
