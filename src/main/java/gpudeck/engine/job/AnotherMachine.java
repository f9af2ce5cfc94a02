package gpudeck.engine.job;

import gpudeck.domain.JobError;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A second machine in the place of one that failed its check: once, if the job wants it, the end
/// of the first is proved, and nobody stopped the job meanwhile.
record AnotherMachine(RunRecord record, StopSwitch stop) {

    private static final Logger LOG = LoggerFactory.getLogger(AnotherMachine.class);

    /// Whether the machine failed its check.
    static boolean wasBad(RunOutcome outcome) {
        return outcome instanceof RunOutcome.Failed(_, JobError.GpuCheckFailed _);
    }

    /// Readies the run for another launch.
    ///
    /// @param outcome of the machine before
    /// @return whether one is to follow
    boolean isDue(RunOutcome outcome) {
        var run = record.state().get();
        if (outcome instanceof RunOutcome.Failed(_, JobError.GpuCheckFailed why)
                && run.spec().gpuCheck() == GpuCheck.TRY_ANOTHER
                && run.discarded().isEmpty()
                && run.endedAt().isPresent()
                && isWorthIt(run)
                && stop.turnOn()) {
            LOG.info("Run {} gives {} back: {}", run.id(), run.instance(), why.faults());
            record.discard(why);
            return true;
        }
        return false;
    }

    /// What is left of the job's limits counts for the next machine: half of it is to be left.
    private static boolean isWorthIt(RunState run) {
        var price = run.type().orElseThrow().pricePerHour();
        var used = Duration.between(run.launchedAt().orElseThrow(), run.endedAt().orElseThrow());
        var left = run.agreed().less(used, price.perHourOver(used)).length(price);
        return left.multipliedBy(2).compareTo(run.agreed().length(price)) >= 0;
    }
}
