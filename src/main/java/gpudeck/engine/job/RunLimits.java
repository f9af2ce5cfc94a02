package gpudeck.engine.job;

import gpudeck.domain.Lease;
import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// When a run's work must stop, and when its instance must end, whatever is still under way: the
/// time between is for bringing results back.
///
/// @param lease of the instance, as it is now: it may be extended
/// @param reserve for bringing results back
record RunLimits(Supplier<Lease.End> lease, Duration reserve) {

    private static final Duration LONGEST_RESERVE = Duration.ofMinutes(5);
    private static final int RESERVE_SHARE = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /// @param launchedAt when the lease began
    static RunLimits of(Supplier<Lease.End> lease, Instant launchedAt) {
        var share = Duration.between(launchedAt, lease.get().at()).dividedBy(RESERVE_SHARE);
        return new RunLimits(lease, share.compareTo(LONGEST_RESERVE) < 0 ? share : LONGEST_RESERVE);
    }

    /// Stops the work at the first limit, then again at the last. Waits in short pieces: a computer
    /// that slept is late, and must notice; a lease that is extended counts at once.
    void watch(Time time, StopSwitch stop) {
        try {
            waitUntilLeft(reserve, time);
            stop.stopWork(lease.get().limit());
            waitUntilLeft(Duration.ZERO, time);
            stop.end(lease.get().limit());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitUntilLeft(Duration wanted, Time time) throws InterruptedException {
        var left = lease.get().left(time.now()).minus(wanted);
        while (left.isPositive()) {
            time.pause(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
            left = lease.get().left(time.now()).minus(wanted);
        }
    }
}
