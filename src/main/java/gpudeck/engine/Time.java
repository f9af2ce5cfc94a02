package gpudeck.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The clock and the only way to wait, so that a test can own both.
public interface Time {

    Instant now();

    /// What this computer's own clock shows, which somebody may set: to hold it against another's.
    default InstantSource wallClock() {
        return Clock.systemUTC();
    }

    void pause(Duration duration) throws InterruptedException;
}
