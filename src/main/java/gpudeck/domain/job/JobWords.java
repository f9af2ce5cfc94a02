package gpudeck.domain.job;

import gpudeck.domain.ByteCount;
import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.Step;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The short words for steps, their notes and outcomes, the same in the window and on the command
/// line.
public final class JobWords {

    private JobWords() {}

    /// `Set up`
    public static UserMessage step(Step step) {
        return UserMessage.of("word.step." + step.name());
    }

    /// The same, as it is in that run: not every one launches and terminates.
    public static UserMessage step(Step step, RunState run) {
        if (step == Step.LAUNCH && run.spec().machine().running().isPresent()) {
            return UserMessage.of("word.step.reuse");
        }
        return step == Step.TERMINATE && isKeeping(run)
                ? UserMessage.of("word.step.keep")
                : step(step);
    }

    private static boolean isKeeping(RunState run) {
        return run.isInstanceKept()
                || (run.spec().keepsItsInstance()
                        && run.step(Step.TERMINATE) instanceof StepState.Waiting);
    }

    /// What a run does now, `Setting up`, or how it ended, `Failed: train.py, exit 1`.
    public static UserMessage state(RunState state) {
        return state.outcome()
                .map(JobWords::outcome)
                .or(() -> waiting(state))
                .or(() -> holding(state))
                .orElseGet(() ->
                        UserMessage.of(
                                "word.doing." + state.current().orElse(Step.PREPARE).name()));
    }

    /// What a run does now and how far its script says it is: `Running scripts: epoch 2 of 3`.
    public static UserMessage doing(RunState state) {
        var doing = state(state);
        return progress(state)
                .map(far -> UserMessage.of("word.doing.progress", doing, far))
                .orElse(doing);
    }

    /// How far its script says it is, in a few words: `epoch 2 of 3`; empty if it says nothing.
    public static Optional<UserMessage> progress(RunState state) {
        var progress = state.underWay().orElse(Progress.NONE);
        if (progress.epoch().isPresent()) {
            var epoch = progress.epoch().get();
            return Optional.of(UserMessage.of("word.progress.epoch", epoch.done(), epoch.of()));
        }
        return progress.share().isPresent()
                ? Optional.of(
                        UserMessage.of(
                                "word.progress.share", percent(progress.share().getAsDouble())))
                : Optional.empty();
    }

    /// What is not all done is never 100 %.
    private static int percent(double share) {
        return (int) (share * 100);
    }

    private static Optional<UserMessage> waiting(RunState state) {
        return state.step(Step.LAUNCH)
                        instanceof StepState.Running(_, StepNote.WaitingForCapacity _)
                ? Optional.of(UserMessage.of("word.waiting"))
                : Optional.empty();
    }

    private static Optional<UserMessage> holding(RunState state) {
        return state.step(Step.DOWNLOAD) instanceof StepState.Running(_, StepNote.HoldingResults _)
                ? Optional.of(UserMessage.of("word.holding", perMinute(state)))
                : Optional.empty();
    }

    /// An upper bound.
    private static String perMinute(RunState state) {
        return state.type()
                .map(type -> type.pricePerHour().perHourOver(Duration.ofMinutes(1)).toString())
                .orElse("");
    }

    public static UserMessage outcome(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Succeeded _ -> UserMessage.of("word.outcome.succeeded");
            case RunOutcome.Failed(Step during, Problem why) -> failed(during, why);
            case RunOutcome.Cancelled _ -> UserMessage.of("word.outcome.cancelled");
            case RunOutcome.NotLaunched _ -> UserMessage.of("word.outcome.notLaunched");
            case RunOutcome.LeftRunning _ -> UserMessage.of("word.outcome.left");
            case RunOutcome.Interrupted _ -> UserMessage.of("word.outcome.interrupted");
        };
    }

    private static UserMessage failed(Step during, Problem why) {
        return switch (why) {
            case JobError.ScriptFailed(String script, int exit) ->
                    UserMessage.of("word.outcome.script", script, exit);
            case JobError.ScriptKilled(String script, String signal) ->
                    UserMessage.of("word.outcome.killed", script, signal);
            case JobError.LimitReached(JobError.Limit limit) ->
                    UserMessage.of("word.outcome.limit." + limit.name());
            case JobError.ResultsIncomplete(int missing, int of, _, _, _) ->
                    UserMessage.of("word.outcome.incomplete", missing, of);
            default -> UserMessage.of("word.outcome.failed", step(during));
        };
    }

    /// As it was when it was said.
    public static Optional<UserMessage> note(StepNote note, RunState run) {
        var then = note instanceof StepNote.HoldingResults held ? held.since() : run.startedAt();
        return note(note, run, then);
    }

    /// Empty where the step's name says it all.
    public static Optional<UserMessage> note(StepNote note, RunState run, Instant now) {
        return switch (note) {
            case StepNote.HoldingResults held -> Optional.of(holding(held, run, now));
            case StepNote.Verified(int files, long bytes, var leftOut) ->
                    Optional.of(verified(files, bytes, leftOut));
            case StepNote.None _ -> Optional.empty();
            case StepNote.Project(int files, long bytes) ->
                    Optional.of(
                            UserMessage.of("word.note.transferred", files, new ByteCount(bytes)));
            case StepNote.Transfer transfer -> Optional.of(transfer(transfer));
            case StepNote.Place(_, String region, int attempt) ->
                    Optional.of(place(region, attempt, run));
            case StepNote.LookingForLaunch _ -> Optional.of(UserMessage.of("word.note.looking"));
            case StepNote.WaitingForCapacity _ -> Optional.of(UserMessage.of("word.note.waiting"));
            case StepNote.Address(String ip) -> Optional.of(UserMessage.of("word.note.plain", ip));
            case StepNote.Checked checked -> Optional.of(checked(checked));
            case StepNote.AwaitingHostKey _ ->
                    Optional.of(UserMessage.of("word.note.awaitingHostKey"));
            case StepNote.HostKey _ -> Optional.of(UserMessage.of("word.note.hostKey"));
            case StepNote.SetUp(String tool) ->
                    Optional.of(UserMessage.of("word.note.plain", tool));
            case StepNote.Script(int number, int of, String name) ->
                    Optional.of(UserMessage.of("word.note.script", number, of, name));
            case StepNote.Ending(int asked) ->
                    Optional.of(UserMessage.of("word.note.ending", asked));
            case StepNote.Unchanged _ -> Optional.of(UserMessage.of("word.note.unchanged"));
            case StepNote.Kept _ -> Optional.of(UserMessage.of("word.note.kept"));
        };
    }

    private static UserMessage holding(StepNote.HoldingResults held, RunState run, Instant now) {
        var next = new TimeSpan(Duration.between(now, held.until()));
        return held.ofFiles() == 0
                ? UserMessage.of("word.note.holding.unlisted", perMinute(run), next)
                : UserMessage.of(
                        "word.note.holding",
                        held.missingFiles(),
                        held.ofFiles(),
                        perMinute(run),
                        next);
    }

    private static UserMessage place(String region, int attempt, RunState run) {
        if (!run.discarded().isEmpty()) {
            return UserMessage.of("word.note.another", region, run.costOfDiscarded());
        }
        return attempt <= 1
                ? UserMessage.of("word.note.firstTry", region)
                : UserMessage.of("word.note.nextTry", region, attempt);
    }

    private static UserMessage verified(int files, long bytes, List<String> leftOut) {
        return leftOut.isEmpty()
                ? UserMessage.of("word.note.verified", files, new ByteCount(bytes))
                : UserMessage.of(
                        "word.note.verified.but",
                        files,
                        new ByteCount(bytes),
                        String.join(", ", leftOut));
    }

    private static UserMessage checked(StepNote.Checked note) {
        var disk = new ByteCount(note.freeDiskBytes());
        var said =
                note.gpus() == 0
                        ? UserMessage.of("word.note.checked.noGpu", disk)
                        : UserMessage.of(
                                "word.note.checked",
                                note.gpus(),
                                note.gpu(),
                                note.driver(),
                                note.freeMebibytes() / 1024.0,
                                note.totalMebibytes() / 1024.0,
                                disk);
        return note.unread().stream()
                .map(what -> UserMessage.of("word.note.unread." + what.name()))
                .reduce((before, next) -> UserMessage.of("word.note.unread.both", before, next))
                .map(unread -> UserMessage.of("word.note.checked.unread", said, unread))
                .orElse(said);
    }

    private static UserMessage transfer(StepNote.Transfer transfer) {
        var bytes = new ByteCount(transfer.bytes());
        var rate = new ByteCount(transfer.perSecond());
        if (transfer.bytes() >= transfer.totalBytes()) {
            return transfer.perSecond() == 0
                    ? UserMessage.of("word.note.transferred", transfer.files(), bytes)
                    : UserMessage.of("word.note.transferred.at", transfer.files(), bytes, rate);
        }
        var all = new ByteCount(transfer.totalBytes());
        return transfer.left()
                .map(left ->
                        UserMessage.of(
                                "word.note.transfer.left",
                                transfer.files(),
                                bytes,
                                all,
                                rate,
                                new TimeSpan(left)))
                .orElseGet(
                        () -> UserMessage.of("word.note.transfer", transfer.files(), bytes, all));
    }
}
