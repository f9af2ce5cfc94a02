package gpudeck.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A pause of one thread that another may cut short. Waking it before it began counts too.
public final class WakeablePause {

    private final Time time;
    private @Nullable Thread paused;
    private boolean woken;

    public WakeablePause(Time time) {
        this.time = time;
    }

    public synchronized void wake() {
        woken = true;
        if (paused != null) {
            paused.interrupt();
        }
    }

    /// @throws InterruptedException if the thread was interrupted by something else than [#wake]
    public void pause(Duration longest) throws InterruptedException {
        if (!begin()) {
            return;
        }
        try {
            time.pause(longest);
        } catch (InterruptedException e) {
            if (!wasWoken()) {
                throw e;
            }
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (woken) {
            woken = false;
            return false;
        }
        paused = Thread.currentThread();
        return true;
    }

    private synchronized boolean wasWoken() {
        return woken;
    }

    private synchronized void end() {
        paused = null;
        if (woken) {
            // The wake may have come just after the pause was over.
            Thread.interrupted();
            woken = false;
        }
    }
}
