package gpudeck.testing;

import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// The computer's clock, so many times as fast: for tests with real servers, which need real time
/// to pass, but not that much of it.
public final class QuickTime implements Time {

    private final int speed;
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final AtomicReference<Duration> leapt = new AtomicReference<>(Duration.ZERO);

    public QuickTime(int speed) {
        this.speed = speed;
    }

    @Override
    public Instant now() {
        return start.plusNanos((System.nanoTime() - startNanos) * speed).plus(leapt.get());
    }

    /// It is then, unless it is later already. Who pauses meanwhile sleeps on.
    public void leapTo(Instant then) {
        leapt.updateAndGet(before -> {
            var gap = Duration.between(now(), then);
            return gap.isPositive() ? before.plus(gap) : before;
        });
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.dividedBy(speed));
    }
}
