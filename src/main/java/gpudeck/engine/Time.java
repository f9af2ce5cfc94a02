package gpudeck.engine;

import java.time.Duration;
import java.time.Instant;

/// The clock and the only way to wait, so that a test can own both.
public interface Time {

    Instant now();

    void pause(Duration duration) throws InterruptedException;
}
