package gpudeck.engine.job;

import gpudeck.domain.job.Progress;
import gpudeck.domain.job.Progress.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How fast steps are done, for scripts that only count them.
final class Pace {

    private static final double MILLIS = 1000;

    private @Nullable Count first;
    private @Nullable Count last;
    private Instant firstAt = Instant.EPOCH;
    private Instant lastAt = Instant.EPOCH;

    void at(Count steps, Instant at) {
        if (last == null || steps.of() != last.of() || steps.done() < last.done()) {
            first = steps;
            firstAt = at;
        }
        last = steps;
        lastAt = at;
    }

    /// Empty before two were counted at different times.
    OptionalDouble perSecond() {
        long millis = Duration.between(firstAt, lastAt).toMillis();
        return first == null || last == null || millis <= 0 || last.done() == first.done()
                ? OptionalDouble.empty()
                : OptionalDouble.of((last.done() - first.done()) * MILLIS / millis);
    }

    Optional<Duration> left(Count steps) {
        var pace = perSecond();
        return pace.isPresent()
                ? Progress.left((steps.of() - steps.done()) / pace.getAsDouble())
                : Optional.empty();
    }
}
