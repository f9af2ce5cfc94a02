package gpudeck.domain.job;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One run at one moment.
///
/// @param type that was launched; empty until then
/// @param launchedAt when the launch was accepted, or the run came to an instance that ran already:
///   cost is counted from here
/// @param endedAt when the end of the instance was proved; of the run, if none was bought or it
///   runs on
/// @param discarded machines that were given back for another one, oldest first
/// @param resultFiles brought back so far
/// @param contact with its machine while it works; not kept
/// @param gpuUse by its scripts; empty while nothing is known of it
/// @param progress of the script under way; of a run that is over, the last loss
public record RunState(
        RunId id,
        JobSpec spec,
        Map<Step, StepState> steps,
        Instant startedAt,
        Optional<InstanceType> type,
        Optional<String> region,
        Optional<InstanceId> instance,
        Optional<String> ip,
        Optional<Instant> launchedAt,
        Optional<Instant> endedAt,
        List<Discarded> discarded,
        int resultFiles,
        Optional<Contact> contact,
        Optional<GpuUse> gpuUse,
        Progress progress,
        Optional<RunOutcome> outcome) {

    /// Loading data may take that long.
    private static final Duration LONG_IDLE = Duration.ofMinutes(10);

    public RunState {
        steps = Collections.unmodifiableMap(all(steps));
        discarded = List.copyOf(discarded);
        // A journal of an earlier version lacks them.
        contact = Objects.requireNonNullElse(contact, Optional.empty());
        gpuUse = Objects.requireNonNullElse(gpuUse, Optional.empty());
        progress = Objects.requireNonNullElse(progress, Progress.NONE);
    }

    /// A step that an earlier version did not know is passed over where the run went on without it.
    private static Map<Step, StepState> all(Map<Step, StepState> known) {
        var all = new EnumMap<Step, StepState>(Step.class);
        boolean isPast = false;
        for (var step : List.of(Step.values()).reversed()) {
            var state = known.get(step);
            isPast |= state != null && !(state instanceof StepState.Waiting);
            all.put(
                    step,
                    state != null
                            ? state
                            : isPast ? new StepState.Skipped() : new StepState.Waiting());
        }
        return all;
    }

    public static RunState starting(RunId id, JobSpec spec, Instant now) {
        return new RunState(
                id,
                spec,
                Map.of(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Progress.NONE,
                Optional.empty());
    }

    /// The same run, as it turned out to have ended.
    public RunState ended(Optional<Instant> at, RunOutcome how) {
        return as(at, Optional.of(how));
    }

    /// The same run, as it goes on in another program.
    public RunState takenUp() {
        return as(Optional.empty(), Optional.empty());
    }

    private RunState as(Optional<Instant> end, Optional<RunOutcome> how) {
        return new RunState(
                id,
                spec,
                steps,
                startedAt,
                type,
                region,
                instance,
                ip,
                launchedAt,
                end,
                discarded,
                resultFiles,
                Optional.empty(),
                gpuUse,
                progress,
                how);
    }

    public StepState step(Step step) {
        return steps.getOrDefault(step, new StepState.Waiting());
    }

    /// Whether its commands run on the machine, and need nobody to go on.
    public boolean goesOnAlone() {
        return step(Step.SCRIPTS) instanceof StepState.Running
                || step(Step.SET_UP) instanceof StepState.Running(_, StepNote.SetUp _);
    }

    /// The step under way, if any.
    public Optional<Step> current() {
        return steps.entrySet().stream()
                .filter(e -> e.getValue() instanceof StepState.Running)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// For how long its scripts have left all GPUs unused, if that is long: they are paid for
    /// nothing.
    public Optional<Duration> idle() {
        return current()
                .filter(step -> step == Step.SCRIPTS && !isOver())
                .flatMap(_ -> gpuUse)
                .map(GpuUse::idle)
                .filter(idle -> idle.compareTo(LONG_IDLE) >= 0);
    }

    /// What its script says of how far it is; empty unless one is under way.
    public Optional<Progress> underWay() {
        return current().filter(step -> step == Step.SCRIPTS && !isOver()).map(_ -> progress);
    }

    /// What it will have cost when its scripts are over, from what the last of them says of its
    /// epochs.
    public Optional<Cents> likelyCost(Instant now) {
        boolean isLast =
                step(Step.SCRIPTS)
                                instanceof StepState.Running(_, StepNote.Script(int n, int of, _))
                        && n == of;
        return underWay()
                .filter(_ -> isLast)
                .flatMap(Progress::allLeft)
                .flatMap(left ->
                        type.map(t -> costSoFar(now).plus(t.pricePerHour().perHourOver(left))));
    }

    /// Whether it works on that instance, or was left running there.
    public boolean isAtWorkOn(Optional<InstanceId> there) {
        return instance.isPresent()
                && instance.equals(there)
                && outcome.filter(o -> !(o instanceof RunOutcome.LeftRunning)).isEmpty();
    }

    /// Whether its instance runs on after it, as was agreed.
    public boolean isInstanceKept() {
        return step(Step.TERMINATE) instanceof StepState.Done(_, _, StepNote.Kept _);
    }

    public boolean isOver() {
        return outcome.isPresent();
    }

    /// Of its machine; nothing while there is none.
    public Cents pricePerHour() {
        return type.map(InstanceType::pricePerHour).orElse(Cents.ZERO);
    }

    /// An upper bound: from launch acceptance to the proved end, or to `now`, and what machines
    /// cost that were given back.
    public Cents costSoFar(Instant now) {
        return launchedAt
                .flatMap(from ->
                        type.map(t ->
                                t.pricePerHour()
                                        .perHourOver(Duration.between(from, endedAt.orElse(now)))))
                .orElse(Cents.ZERO)
                .plus(costOfDiscarded());
    }

    public Cents costOfDiscarded() {
        return discarded.stream().map(Discarded::cost).reduce(Cents.ZERO, Cents::plus);
    }

    /// What may be agreed for its machine: the job's limits, less what others used of them that
    /// were given back.
    public Lease agreed() {
        var used = discarded.stream().map(Discarded::life).reduce(Duration.ZERO, Duration::plus);
        return spec.limits().agreed().less(used, costOfDiscarded());
    }
}
