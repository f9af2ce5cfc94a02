package gpudeck.app.session;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import gpudeck.domain.Secrets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the log into the data folder, once it is known which one that is. Until then nothing is
/// logged; what is logged never reaches the terminal. The levels are in [LogLevels].
final class Logging {

    private static final String APPENDER = "FILE";
    private static final FileSize LARGEST = FileSize.valueOf("5MB");
    private static final int OLD_FILES = 3;

    private Logging() {}

    /// @param verbose with details
    /// @param secrets not to be written
    static void into(Path file, boolean verbose, Secrets secrets) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAppender(APPENDER);
        root.addAppender(appender(context, file.toString(), secrets));
        if (verbose) {
            context.getLogger("gpudeck").setLevel(Level.DEBUG);
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(
            LoggerContext context, String file, Secrets secrets) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName(APPENDER);
        appender.setFile(file);
        appender.setEncoder(encoder(context, secrets));
        appender.setRollingPolicy(rolling(context, file, appender));
        appender.setTriggeringPolicy(size(context));
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Secrets secrets) {
        var layout = new SecretsHidden(secrets);
        layout.setContext(context);
        layout.setPattern(
                "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - %msg%n");
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static FixedWindowRollingPolicy rolling(
            LoggerContext context, String file, RollingFileAppender<ILoggingEvent> appender) {
        var rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        return rolling;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> size(LoggerContext context) {
        var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        size.setContext(context);
        size.setMaxFileSize(LARGEST);
        size.start();
        return size;
    }
}
