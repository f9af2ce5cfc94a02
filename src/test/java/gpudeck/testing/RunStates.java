package gpudeck.testing;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.MachineFault;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.Contact;
import gpudeck.domain.job.Discarded;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Moves a run on, one fact at a time.
public final class RunStates {

    /// Of a run that is [#launched].
    static final InstanceId INSTANCE = new InstanceId("0920582c7ff041399e34823a0be62549");

    private RunStates() {}

    public static RunState with(RunState run, Step step, StepState state) {
        var steps = new EnumMap<Step, StepState>(run.steps());
        steps.put(step, state);
        return new RunState(
                run.id(),
                run.spec(),
                steps,
                run.startedAt(),
                run.type(),
                run.region(),
                run.instance(),
                run.ip(),
                run.launchedAt(),
                run.endedAt(),
                run.discarded(),
                run.resultFiles(),
                run.contact(),
                run.gpuUse(),
                run.progress(),
                run.outcome());
    }

    public static RunState done(RunState run, Step step, long from, long seconds, StepNote note) {
        var since = at(from);
        return with(run, step, new StepState.Done(since, since.plusSeconds(seconds), note));
    }

    public static RunState running(RunState run, Step step, long from, StepNote note) {
        return with(run, step, new StepState.Running(at(from), note));
    }

    public static RunState launched(RunState run, InstanceType type, String region, long at) {
        return new RunState(
                run.id(),
                run.spec(),
                run.steps(),
                run.startedAt(),
                Optional.of(type),
                Optional.of(region),
                Optional.of(INSTANCE),
                Optional.of("198.51.100.24"),
                Optional.of(at(at)),
                Optional.empty(),
                run.discarded(),
                0,
                Optional.empty(),
                Optional.empty(),
                Progress.NONE,
                Optional.empty());
    }

    /// Its machine was no good and has ended: it begins again, with what that cost.
    public static RunState discarded(RunState run, long at) {
        var why =
                new JobError.GpuCheckFailed(
                        List.of(new MachineFault.Xid("0000:05:00", 79)), new Cents(10));
        return new RunState(
                run.id(),
                run.spec(),
                Map.of(Step.PREPARE, run.step(Step.PREPARE)),
                run.startedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new Discarded(
                                run.instance().orElseThrow(),
                                run.type().orElseThrow(),
                                run.region().orElseThrow(),
                                run.launchedAt().orElseThrow(),
                                at(at),
                                why)),
                0,
                Optional.empty(),
                Optional.empty(),
                Progress.NONE,
                Optional.empty());
    }

    /// The contact with its machine is as told.
    public static RunState heard(RunState run, Contact contact) {
        return told(run, Optional.of(contact), run.gpuUse(), run.progress());
    }

    /// Its scripts have used the GPUs that much.
    public static RunState used(RunState run, GpuUse use) {
        return told(run, run.contact(), Optional.of(use), run.progress());
    }

    /// Its script says that it is so far.
    public static RunState progressed(RunState run, Progress to) {
        return told(run, run.contact(), run.gpuUse(), to);
    }

    /// Training, in the middle of the last of two epochs, a quarter of an hour before its end.
    public static final Progress LAST_EPOCH =
            new Progress(
                    "",
                    Optional.of(new Progress.Count(2, 2)),
                    Optional.of(new Progress.Count(50, 100)),
                    OptionalDouble.of(0.05),
                    Optional.of(Duration.ofMinutes(15)),
                    OptionalDouble.of(1.842));

    /// Its script tells only this loss.
    public static RunState lost(RunState run, double loss) {
        return progressed(run, Progress.last(OptionalDouble.of(loss)));
    }

    private static RunState told(
            RunState run, Optional<Contact> contact, Optional<GpuUse> use, Progress progress) {
        return new RunState(
                run.id(),
                run.spec(),
                run.steps(),
                run.startedAt(),
                run.type(),
                run.region(),
                run.instance(),
                run.ip(),
                run.launchedAt(),
                run.endedAt(),
                run.discarded(),
                run.resultFiles(),
                contact,
                use,
                progress,
                run.outcome());
    }

    public static RunState over(RunState run, RunOutcome outcome, int resultFiles, long at) {
        return new RunState(
                run.id(),
                run.spec(),
                run.steps(),
                run.startedAt(),
                run.type(),
                run.region(),
                run.instance(),
                run.ip(),
                run.launchedAt(),
                Optional.of(at(at)),
                run.discarded(),
                resultFiles,
                Optional.empty(),
                run.gpuUse(),
                run.progress(),
                Optional.of(outcome));
    }

    /// Seconds after the run started.
    public static Instant at(long seconds) {
        return Samples.MORNING.plus(Duration.ofSeconds(seconds));
    }
}
