package gpudeck.domain;

import java.time.Duration;
import java.util.Locale;

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
        long dollars = Math.abs(value / 100);
        long cents = Math.abs(value % 100);
        return (value < 0 ? "-$" : "$")
                + (dollars < 1000 ? dollars : String.format(Locale.ROOT, "%,d", dollars))
                + (cents < 10 ? ".0" : ".")
                + cents;
    }

    @Override
    public int compareTo(Cents other) {
        return Long.compare(value, other.value);
    }
}
