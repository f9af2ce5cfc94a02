package gpudeck.testing;

import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A clock that tests own. [#byHand] stands still until told: a pause blocks until the clock passed
/// it. [#hurrying] jumps ahead with every pause, so that waits of hours take no time.
public final class TestTime implements Time {

    private final boolean hurrying;
    private Instant now;
    private final List<Instant> alarms = new ArrayList<>();

    private TestTime(Instant start, boolean hurrying) {
        this.now = start;
        this.hurrying = hurrying;
    }

    public static TestTime byHand() {
        return new TestTime(Samples.MORNING, false);
    }

    public static TestTime hurrying() {
        return new TestTime(Samples.MORNING, true);
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (hurrying) {
            advance(duration);
            // Gives the other threads their turn before this one looks again.
            Thread.sleep(1);
        } else {
            awaitPassed(duration);
        }
    }

    private synchronized void awaitPassed(Duration duration) throws InterruptedException {
        var until = now.plus(duration);
        alarms.add(until);
        notifyAll();
        try {
            while (now.isBefore(until)) {
                wait();
            }
        } finally {
            alarms.remove(until);
        }
    }

    private long paused() {
        return alarms.stream().filter(until -> until.isAfter(now)).count();
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
        notifyAll();
    }

    /// Waits, in real time, until `threads` threads are in a pause.
    public synchronized void awaitPaused(int threads) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (paused() < threads) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError(paused() + " threads pause instead of " + threads);
            }
            wait(left);
        }
    }
}
