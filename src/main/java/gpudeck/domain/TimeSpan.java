package gpudeck.domain;

import java.time.Duration;

/// A length of time in words: `18 s`, `29 min`, `2 h 48 m`. [#clock] is for times that tick.
public record TimeSpan(Duration value) {

    public TimeSpan {
        value = value.isNegative() ? Duration.ZERO : value;
    }

    @Override
    public String toString() {
        if (value.compareTo(Duration.ofMinutes(1)) < 0) {
            return value.toSeconds() + " s";
        }
        if (value.compareTo(Duration.ofHours(1)) < 0) {
            return value.toMinutes() + " min";
        }
        var hours = value.toHours() + " h";
        return value.toMinutesPart() == 0 ? hours : hours + " " + value.toMinutesPart() + " m";
    }

    /// `0:48`, `1:04:49`
    public String clock() {
        return value.toHours() > 0
                ? "%d:%02d:%02d"
                        .formatted(value.toHours(), value.toMinutesPart(), value.toSecondsPart())
                : "%d:%02d".formatted(value.toMinutes(), value.toSecondsPart());
    }
}
