package gpudeck.domain;

import java.time.Duration;

/// An amount of US money. Whole cents, never `double`.
public record Cents(long value) implements Comparable<Cents> {

    public static final Cents ZERO = new Cents(0);

    private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    public Cents plus(Cents other) {
        return new Cents(Math.addExact(value, other.value));
    }

    public Cents times(long factor) {
        return new Cents(Math.multiplyExact(value, factor));
    }

    /// What this price per hour comes to over `time`, rounded up to a whole cent: an upper bound.
    public Cents perHourOver(Duration time) {
        long millis = Math.max(0, time.toMillis());
        return new Cents(Math.ceilDiv(Math.multiplyExact(value, millis), MILLIS_PER_HOUR));
    }

    /// `$1,234.56`
    @Override
    public String toString() {
        return (value < 0 ? "-" : "")
                + "$%,d.%02d".formatted(Math.abs(value) / 100, Math.abs(value) % 100);
    }

    @Override
    public int compareTo(Cents other) {
        return Long.compare(value, other.value);
    }
}
