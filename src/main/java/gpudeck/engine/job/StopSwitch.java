package gpudeck.engine.job;

import gpudeck.domain.JobError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stops what a run does, from any thread, by interrupting the run's own. Once the run ends its
/// instance it is off: nothing may stop that.
final class StopSwitch {

    private @Nullable Thread worker;
    private boolean cancelled;
    private Optional<JobError.Limit> limit = Optional.empty();
    private boolean off;

    /// From here on, a stop interrupts the calling thread; one that was asked for earlier does at
    /// once.
    synchronized void attach() {
        worker = Thread.currentThread();
        if (cancelled) {
            worker.interrupt();
        }
    }

    synchronized void cancel() {
        cancelled = true;
        interrupt();
    }

    synchronized void limitReached(JobError.Limit which) {
        limit = Optional.of(which);
        interrupt();
    }

    private void interrupt() {
        if (worker != null && !off) {
            worker.interrupt();
        }
    }

    /// The limit that was reached, if that, and not the user, stopped the work.
    synchronized Optional<JobError.Limit> limit() {
        return cancelled ? Optional.empty() : limit;
    }

    /// No stop interrupts any more, and the one that may be pending is forgotten.
    synchronized void turnOff() {
        off = true;
        Thread.interrupted();
    }
}
