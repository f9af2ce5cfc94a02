package gpudeck.engine.job;

import gpudeck.domain.JobError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stops what a run does, from any thread, by interrupting the run's own. Once the run ends its
/// instance it is off: nothing may stop that.
final class StopSwitch {

    private @Nullable Thread worker;
    private boolean cancelled;
    private boolean left;
    private boolean mustTerminate;
    private Optional<JobError.Limit> limit = Optional.empty();
    private boolean workDone;
    private boolean ended;
    private boolean off;
    private boolean missed;

    /// From here on, a stop interrupts the calling thread; one that was asked for earlier does at
    /// once.
    ///
    /// @param leaves whether an interrupt from elsewhere leaves the job alone
    synchronized void attach(boolean leaves) {
        worker = Thread.currentThread();
        left = leaves;
        if (cancelled) {
            worker.interrupt();
        }
    }

    synchronized void cancel() {
        cancelled = true;
        interrupt();
    }

    /// The same, and the instance must not be kept.
    synchronized void cancelAndTerminate() {
        mustTerminate = true;
        cancel();
    }

    /// Whether the instance must end, whatever was agreed.
    synchronized boolean mustTerminate() {
        return mustTerminate;
    }

    /// The job is left alone on its instance.
    synchronized void leave() {
        left = true;
        interrupt();
    }

    /// The work must stop, so that results still come back in time. What brings them may go on.
    synchronized void stopWork(JobError.Limit which) {
        limit = Optional.of(which);
        if (!workDone) {
            interrupt();
        }
    }

    /// Nothing may go on.
    synchronized void end(JobError.Limit which) {
        limit = Optional.of(which);
        ended = true;
        interrupt();
    }

    /// From here on results are brought: a stop that was meant for the work is forgotten.
    synchronized void workIsDone() {
        workDone = true;
        if (limit.isPresent() && !ended && !cancelled) {
            Thread.interrupted();
        }
    }

    private void interrupt() {
        if (worker != null && !off) {
            worker.interrupt();
        }
    }

    /// Whether it was left alone, and nothing else stopped it.
    synchronized boolean isLeft() {
        return left && !cancelled && limit.isEmpty();
    }

    /// The limit that was reached, if that, and not the user, stopped the work.
    synchronized Optional<JobError.Limit> limit() {
        return cancelled ? Optional.empty() : limit;
    }

    /// No stop interrupts any more, and the one that may be pending is forgotten.
    synchronized void turnOff() {
        off = true;
        if (Thread.interrupted()) {
            missed = true;
        }
    }

    /// An interrupt came while nothing may be stopped.
    synchronized void missed() {
        missed = true;
    }

    /// Stops count again, unless one was asked for meanwhile.
    ///
    /// @return whether the work may go on
    synchronized boolean turnOn() {
        if (cancelled || left || missed || limit.isPresent()) {
            return false;
        }
        off = false;
        return true;
    }
}
