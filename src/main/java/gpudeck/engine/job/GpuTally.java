package gpudeck.engine.job;

import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.GpuUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Sums up how much GPUs are used, from what is told of them every few seconds.
final class GpuTally {

    /// Less than that is what a desktop or a monitor does, in percent.
    private static final double SOME_USE = 5;

    /// What was longer ago says nothing of the time since.
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private static final Duration FIRST_STEP = Duration.ofSeconds(1);

    private double percentSeconds;
    private Duration counted = Duration.ZERO;
    private @Nullable Instant last;
    private @Nullable Instant idleSince;

    /// @param at by the machine's clock, which may be set meanwhile
    /// @return empty if the use of none of them is known
    Optional<GpuUse> add(List<GpuReading> readings, Instant at) {
        var uses =
                readings.stream()
                        .map(GpuReading::use)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .summaryStatistics();
        if (uses.getCount() == 0) {
            return Optional.empty();
        }
        boolean goesOn = last != null && at.isAfter(last) && !at.isAfter(last.plus(LONGEST_STEP));
        var step = goesOn ? Duration.between(last, at) : FIRST_STEP;
        percentSeconds += uses.getAverage() * seconds(step);
        counted = counted.plus(step);
        if (uses.getMax() >= SOME_USE) {
            idleSince = null;
        } else if (idleSince == null || !goesOn) {
            idleSince = at;
        }
        last = at;
        return Optional.of(
                new GpuUse(
                        percentSeconds / seconds(counted),
                        counted,
                        idleSince == null ? Duration.ZERO : Duration.between(idleSince, at)));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
