package gpudeck.app;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what JavaFX and OkHttp say by `java.util.logging` into the log. By themselves they write
/// to the terminal.
final class LibraryLog extends Handler {

    private final SimpleFormatter formatter = new SimpleFormatter();

    static void install() {
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").addHandler(new LibraryLog());
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            log().warn(
                            "{}: {}",
                            entry.getLoggerName(),
                            formatter.formatMessage(entry),
                            entry.getThrown());
        }
    }

    /// Not before it is needed: most commands are over before a library complains.
    private static Logger log() {
        return LoggerFactory.getLogger(LibraryLog.class);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
