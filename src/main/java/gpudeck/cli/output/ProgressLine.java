package gpudeck.cli.output;

import gpudeck.cli.Terminal;
import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;

/// The last line of the terminal, drawn over while something goes on. Draws nothing if nobody
/// watches. Any thread.
public final class ProgressLine {

    private static final Duration BETWEEN_DRAWS = Duration.ofMillis(100);
    private static final String TO_LINE_START = "\r";
    private static final String ERASE_TO_END = "\u001b[K";

    private final Terminal terminal;
    private final Time time;
    private Instant drawnAt = Instant.EPOCH;
    private boolean isDrawn;

    public ProgressLine(Terminal terminal, Time time) {
        this.terminal = terminal;
        this.time = time;
    }

    public synchronized void show(String text) {
        var now = time.now();
        if (!terminal.isWatched() || now.isBefore(drawnAt.plus(BETWEEN_DRAWS))) {
            return;
        }
        drawnAt = now;
        isDrawn = true;
        terminal.err().print(TO_LINE_START + Plain.text(text) + ERASE_TO_END);
        terminal.err().flush();
    }

    /// Before anything else is written.
    public synchronized void clear() {
        if (isDrawn) {
            isDrawn = false;
            drawnAt = Instant.EPOCH;
            terminal.err().print(TO_LINE_START + ERASE_TO_END);
            terminal.err().flush();
        }
    }
}
