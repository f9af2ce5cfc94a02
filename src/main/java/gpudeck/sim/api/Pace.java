package gpudeck.sim.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A rate limit: at most one in a given time, with a tenth of it as slack for the network.
final class Pace {

    private final Duration least;
    private final Clock clock;
    private Instant next = Instant.MIN;

    /// @param least time between two; zero for no limit
    Pace(Duration least, Clock clock) {
        this.least = least.minus(least.dividedBy(10));
        this.clock = clock;
    }

    /// Whether one more may go now. One that may not does not push the next one back.
    synchronized boolean admits() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(least);
        return true;
    }
}
