package gpudeck.app.window;

import java.time.Duration;

/// Times as JavaFX has them.
final class Timers {

    /// The longest pause between two reads, however often they failed.
    static final javafx.util.Duration MOST = javafx.util.Duration.minutes(2);

    private Timers() {}

    static javafx.util.Duration fx(Duration time) {
        return javafx.util.Duration.millis((double) time.toMillis());
    }
}
