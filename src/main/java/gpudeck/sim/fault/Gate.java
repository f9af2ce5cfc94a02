package gpudeck.sim.fault;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Where requests wait until a test says how they go on; once it said so, that holds for all that
/// come later too. Closing the simulator ends the wait. Any thread.
public final class Gate {

    private enum Way {
        SHUT,
        OPEN,
        DROPPING
    }

    private Way way = Way.SHUT;
    private int reached;
    private int finished;

    /// Waits until a request has come to the gate.
    ///
    /// @return whether one has, before the limit
    public boolean awaitReached(Duration limit) throws InterruptedException {
        return await(() -> reached > 0, limit);
    }

    /// Waits until a request that was let through is carried out and answered, if there is still
    /// someone to answer.
    ///
    /// @return whether one is, before the limit
    public boolean awaitFinished(Duration limit) throws InterruptedException {
        return await(() -> finished > 0, limit);
    }

    public synchronized boolean isReached() {
        return reached > 0;
    }

    /// The requests go on as if nothing had been.
    public void release() {
        turn(Way.OPEN);
    }

    /// The connections are closed, and nothing more is done.
    public void drop() {
        turn(Way.DROPPING);
    }

    /// For the server: holds the calling thread.
    ///
    /// @return whether the request goes on
    public synchronized boolean pass() throws InterruptedException {
        reached++;
        notifyAll();
        while (way == Way.SHUT) {
            wait();
        }
        return way == Way.OPEN;
    }

    /// For the server: nothing more comes of a request that passed.
    public synchronized void finished() {
        finished++;
        notifyAll();
    }

    private synchronized void turn(Way next) {
        way = next;
        notifyAll();
    }

    private synchronized boolean await(BooleanSupplier condition, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
