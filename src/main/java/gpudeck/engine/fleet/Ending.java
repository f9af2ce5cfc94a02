package gpudeck.engine.fleet;

import gpudeck.domain.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A terminate that was asked and is repeated until it is proved.
///
/// @param asked how often so far
/// @param lastProblem what the cloud said against it last
public record Ending(Instant since, int asked, Optional<Problem> lastProblem) {

    /// From here on it is an alarm.
    public static final Duration ALARM_AFTER = Duration.ofMinutes(2);

    public boolean isAlarming(Instant now) {
        return Duration.between(since, now).compareTo(ALARM_AFTER) >= 0;
    }
}
