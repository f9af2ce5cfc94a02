package gpudeck.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How long an instance may live. Agreed before it is bought, counted from launch acceptance: the
/// cloud itself knows no such limit.
///
/// @param longest the longest life, above zero
/// @param budget the longest life given as an amount
public record Lease(Duration longest, Optional<Cents> budget) {

    public static final Lease DEFAULT = new Lease(Duration.ofHours(12), Optional.empty());

    public Lease {
        if (!longest.isPositive()) {
            throw new IllegalArgumentException("a lease of " + longest);
        }
    }

    /// What ends it first, and when.
    public record End(Instant at, JobError.Limit limit) {

        /// Zero when it is over.
        public Duration left(Instant now) {
            return now.isBefore(at) ? Duration.between(now, at) : Duration.ZERO;
        }

        public boolean isOver(Instant now) {
            return !now.isBefore(at);
        }

        public End later(Duration by) {
            return new End(at.plus(by), limit);
        }
    }

    /// When both are given, the earlier of them.
    public Duration length(Cents pricePerHour) {
        return affordable(pricePerHour).filter(m -> m.compareTo(longest) < 0).orElse(longest);
    }

    /// What is left of it after so much time and money. Never nothing: what is used up ends at
    /// once.
    public Lease less(Duration time, Cents money) {
        var left = longest.minus(time);
        return new Lease(
                left.isPositive() ? left : Duration.ofMillis(1),
                budget.map(b -> new Cents(Math.max(0, b.value() - money.value()))));
    }

    /// To the millisecond, as it is kept.
    ///
    /// @param from when the launch was accepted
    public End end(Instant from, Cents pricePerHour) {
        var length = length(pricePerHour);
        return new End(
                from.plus(length).truncatedTo(ChronoUnit.MILLIS),
                length.compareTo(longest) < 0 ? JobError.Limit.MONEY : JobError.Limit.LEASE);
    }

    private Optional<Duration> affordable(Cents pricePerHour) {
        return budget.filter(_ -> pricePerHour.value() > 0)
                .map(money ->
                        Duration.ofMillis(
                                money.value()
                                        * Duration.ofHours(1).toMillis()
                                        / pricePerHour.value()));
    }
}
