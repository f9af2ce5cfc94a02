package gpudeck.app.session;

import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;

/// [Time] as the computer has it.
final class SystemTime implements Time {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
