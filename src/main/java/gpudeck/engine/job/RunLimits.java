package gpudeck.engine.job;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;

/// When a run's work must stop, and when its instance must end, whatever is still under way: the
/// time between is for bringing results back.
///
/// @param which of the two limits comes first
record RunLimits(Instant stopWork, Instant end, JobError.Limit which) {

    private static final Duration LONGEST_RESERVE = Duration.ofMinutes(5);
    private static final int RESERVE_SHARE = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    static RunLimits of(JobSpec.Limits limits, Cents pricePerHour, Instant launchedAt) {
        var longest = limits.longest(pricePerHour);
        var share = longest.dividedBy(RESERVE_SHARE);
        var reserve = share.compareTo(LONGEST_RESERVE) < 0 ? share : LONGEST_RESERVE;
        return new RunLimits(
                launchedAt.plus(longest.minus(reserve)),
                launchedAt.plus(longest),
                longest.compareTo(limits.lease()) < 0
                        ? JobError.Limit.MONEY
                        : JobError.Limit.LEASE);
    }

    /// Stops the work at the first limit, then again at the last. Waits in short pieces: a computer
    /// that slept is late, and must notice.
    void watch(Time time, StopSwitch stop) {
        try {
            waitUntil(stopWork, time);
            stop.stopWork(which);
            waitUntil(end, time);
            stop.end(which);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitUntil(Instant when, Time time) throws InterruptedException {
        while (time.now().isBefore(when)) {
            var left = Duration.between(time.now(), when);
            time.pause(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
        }
    }
}
