package gpudeck.cli.run;

import gpudeck.cli.output.Plain;
import gpudeck.cli.output.ProgressLine;
import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.Contact;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.Explanation;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The steps of a run, a line for each as it ends: how far into the run, the step, how long it
/// took, what was spent by then.
final class StepLines {

    private final PrintStream err;
    private final Messages messages;
    private final ProgressLine progress;
    private final Set<Step> printed = EnumSet.noneOf(Step.class);
    private final Set<Class<?>> notesPrinted = new HashSet<>();
    private int heldAttempt;
    private boolean isLost;
    private boolean isIdle;
    private boolean isDiverged;
    private int machinesGivenBack;

    StepLines(PrintStream err, Messages messages, ProgressLine progress) {
        this.err = err;
        this.messages = messages;
        this.progress = progress;
    }

    synchronized void show(RunState run) {
        discarded(run);
        for (var step : Step.values()) {
            switch (run.step(step)) {
                case StepState.Waiting _, StepState.Skipped _ -> {}
                case StepState.Running(_, StepNote note) -> running(run, step, note);
                case StepState.Done(Instant since, Instant until, StepNote note) ->
                        ended(run, step, since, until, JobWords.note(note, run));
                case StepState.Failed(Instant since, Instant until, _) ->
                        ended(run, step, since, until, word("cli.step.failed"));
                case StepState.Cancelled(Instant since, Instant until) ->
                        ended(run, step, since, until, word("cli.step.cancelled"));
            }
        }
        run.contact().ifPresent(contact -> contact(run, contact));
        idle(run);
        diverged(run);
    }

    /// Once each time that the scripts leave off using the GPUs.
    private void idle(RunState run) {
        var idle = run.idle();
        if (idle.isPresent() && !isIdle) {
            line(messages.text("job.gpu.idle", new TimeSpan(idle.get()), run.pricePerHour()));
        }
        isIdle = idle.isPresent();
    }

    /// Once each time that the loss becomes no number.
    private void diverged(RunState run) {
        boolean isNow = run.underWay().filter(Progress::isDiverged).isPresent();
        if (isNow && !isDiverged) {
            line(messages.text("job.progress.diverged", run.pricePerHour()));
        }
        isDiverged = isNow;
    }

    /// A link that breaks while the scripts run, and that it is back: what comes between the two
    /// lines of output is not lost.
    private void contact(RunState run, Contact contact) {
        switch (contact) {
            case Contact.Lost(_, int attempts, _) -> {
                if (!isLost && attempts > 1 && run.goesOnAlone()) {
                    isLost = true;
                    line(messages.text("cli.run.contact.lost"));
                }
            }
            case Contact.Heard _ -> {
                if (isLost) {
                    isLost = false;
                    line(messages.text("cli.run.contact.back"));
                }
            }
        }
    }

    /// Another machine goes through all steps again.
    private void discarded(RunState run) {
        if (machinesGivenBack < run.discarded().size()) {
            machinesGivenBack = run.discarded().size();
            printed.retainAll(EnumSet.of(Step.PREPARE));
            var last = run.discarded().getLast();
            line(messages.text(Explanation.of(last.why())));
            line(messages.text("cli.run.another", last.instance().value(), last.cost()));
        }
    }

    private static Optional<UserMessage> word(String key) {
        return Optional.of(UserMessage.of(key));
    }

    private void ended(
            RunState run, Step step, Instant since, Instant until, Optional<UserMessage> note) {
        if (!printed.add(step)) {
            return;
        }
        line(
                "%7s  %-9s  %8s  %8s  %s"
                        .formatted(
                                clock(run.startedAt(), until),
                                messages.text(JobWords.step(step, run)),
                                clock(since, until),
                                run.launchedAt().isPresent() ? run.costSoFar(until) : "",
                                note.map(messages::text).orElse("")));
        if (step == Step.LAUNCH) {
            announcePrice(run);
        }
    }

    private void announcePrice(RunState run) {
        if (run.spec().machine().running().isPresent()) {
            announceRunning(run);
            return;
        }
        run.type()
                .ifPresent(type -> {
                    var longest = run.agreed().length(type.pricePerHour());
                    line(
                            messages.text(
                                    "cli.run.price",
                                    type.name(),
                                    run.region().orElse(""),
                                    type.pricePerHour(),
                                    type.pricePerHour().perHourOver(longest),
                                    new TimeSpan(longest)));
                });
    }

    /// Its lease was agreed before.
    private void announceRunning(RunState run) {
        run.type()
                .map(type ->
                        messages.text(
                                "cli.run.price.running",
                                type.name(),
                                run.region().orElse(""),
                                type.pricePerHour()))
                .ifPresent(this::line);
    }

    /// What makes people wonder is printed once, even if nobody watches now.
    private void running(RunState run, Step step, StepNote note) {
        var words = JobWords.note(note, run).map(messages::text);
        switch (note) {
            case StepNote.LookingForLaunch _,
                    StepNote.WaitingForCapacity _,
                    StepNote.AwaitingHostKey _ -> {
                if (notesPrinted.add(note.getClass())) {
                    words.ifPresent(this::line);
                }
            }
            case StepNote.HoldingResults held -> holding(held, words);
            case StepNote.None _,
                    StepNote.Project _,
                    StepNote.Verified _,
                    StepNote.Transfer _,
                    StepNote.Unchanged _,
                    StepNote.Place _,
                    StepNote.Address _,
                    StepNote.HostKey _,
                    StepNote.Checked _,
                    StepNote.SetUp _,
                    StepNote.Script _,
                    StepNote.Ending _,
                    StepNote.Kept _ -> {
                var doing = messages.text("word.doing." + step.name());
                // Scripts have the terminal for themselves.
                if (step != Step.SCRIPTS && step != Step.SET_UP) {
                    progress.show(words.map(w -> doing + ": " + w).orElse(doing + "…"));
                }
            }
        }
    }

    /// Each attempt with its reason: whoever reads this later sees what it was paid for.
    private void holding(StepNote.HoldingResults held, Optional<String> words) {
        if (heldAttempt != held.attempt()) {
            heldAttempt = held.attempt();
            words.ifPresent(w -> line(w + ". " + messages.text(Explanation.of(held.why()))));
        }
    }

    private void line(String text) {
        progress.clear();
        err.println(Plain.text(text).stripTrailing());
        err.flush();
    }

    private static String clock(Instant from, Instant until) {
        return new TimeSpan(Duration.between(from, until)).clock();
    }
}
