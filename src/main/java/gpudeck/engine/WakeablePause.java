package gpudeck.engine;

import java.time.Duration;

/// A pause of one thread that another may cut short. Waking it before it began counts too. The
/// clock runs in a thread of its own: were the pausing one interrupted to wake it, an interrupt at
/// the same moment that stops it could not be told from that one, and would be lost.
public final class WakeablePause {

    private final Time time;
    private boolean woken;

    public WakeablePause(Time time) {
        this.time = time;
    }

    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /// @throws InterruptedException if the thread is interrupted
    public void pause(Duration longest) throws InterruptedException {
        var clock = Thread.ofVirtual().name("pause").unstarted(() -> wakeAfter(longest));
        try {
            awaitWoken(clock);
        } finally {
            clock.interrupt();
            clock.join();
        }
        forget();
    }

    private void wakeAfter(Duration longest) {
        try {
            time.pause(longest);
            wake();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // somebody else was sooner
        }
    }

    private synchronized void awaitWoken(Thread clock) throws InterruptedException {
        if (!woken) {
            clock.start();
        }
        while (!woken) {
            wait();
        }
    }

    private synchronized void forget() {
        woken = false;
    }
}
