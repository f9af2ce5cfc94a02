package gpudeck.viewmodel.job;

import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.Explanation;
import gpudeck.viewmodel.console.ConsoleLine;
import gpudeck.viewmodel.console.ConsoleLine.Kind;
import gpudeck.viewmodel.console.LineRing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes down what happened to a job and when: each step as it starts and ends.
final class JobEvents {

    private static final int MAX_EVENTS = 1000;

    private final LineRing lines = new LineRing(MAX_EVENTS, MAX_EVENTS * 1000L);
    private final Map<Step, StepState> seen = new EnumMap<>(Step.class);
    private final Messages messages;
    private boolean over;
    private int machinesGivenBack;

    JobEvents(Messages messages) {
        this.messages = messages;
    }

    LineRing lines() {
        return lines;
    }

    void follow(RunState run, Instant now) {
        discarded(run);
        for (var step : Step.values()) {
            var state = run.step(step);
            var before = seen.put(step, state);
            if (!isSamePhase(before, state)) {
                write(step, state, run);
            }
        }
        if (!over && run.outcome().isPresent()) {
            over = true;
            add(Kind.END, run.endedAt().orElse(now), JobWords.state(run));
        }
    }

    /// Another machine goes through all steps again.
    private void discarded(RunState run) {
        if (machinesGivenBack < run.discarded().size()) {
            machinesGivenBack = run.discarded().size();
            seen.keySet().retainAll(EnumSet.of(Step.PREPARE));
            var last = run.discarded().getLast();
            add(Kind.OUTPUT, last.endedAt(), UserMessage.of("job.event.another", last.cost()));
        }
    }

    private static boolean isSamePhase(@Nullable StepState before, StepState now) {
        return before != null && before.getClass().equals(now.getClass());
    }

    private void write(Step step, StepState state, RunState run) {
        var name = JobWords.step(step, run);
        switch (state) {
            case StepState.Waiting _, StepState.Skipped _ -> {}
            case StepState.Running(Instant since, _) ->
                    add(Kind.COMMAND, since, UserMessage.of("job.event.started", name));
            case StepState.Done(Instant since, Instant until, StepNote note) ->
                    add(Kind.OUTPUT, until, done(run, name, since, until, note));
            case StepState.Failed(_, Instant until, var why) ->
                    add(
                            Kind.OUTPUT,
                            until,
                            UserMessage.of("job.event.failed", name, Explanation.of(why)));
            case StepState.Cancelled(_, Instant until) ->
                    add(Kind.OUTPUT, until, UserMessage.of("job.event.cancelled", name));
        }
    }

    private static UserMessage done(
            RunState run, UserMessage name, Instant since, Instant until, StepNote note) {
        var time = new TimeSpan(Duration.between(since, until));
        return JobWords.note(note, run)
                .map(said -> UserMessage.of("job.event.doneWith", name, time, said))
                .orElseGet(() -> UserMessage.of("job.event.done", name, time));
    }

    private void add(Kind kind, Instant at, UserMessage message) {
        lines.add(ConsoleLine.of(kind, at, messages.text(message).replaceAll("\\p{Cntrl}+", " ")));
    }
}
