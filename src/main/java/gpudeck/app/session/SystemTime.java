package gpudeck.app.session;

import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;

/// [Time] as the computer has it, but for a clock that is set back: leases only ever count down.
final class SystemTime implements Time {

    private final Instant start = clock();
    private final long startNanos = System.nanoTime();

    /// The clock, which a sleep moves on, or the time that passed since the start if that is more.
    @Override
    public Instant now() {
        var clock = clock();
        var steady = start.plusNanos(System.nanoTime() - startNanos);
        return clock.isAfter(steady) ? clock : steady;
    }

    private static Instant clock() {
        return Instant.now();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
