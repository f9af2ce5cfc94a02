package gpudeck.app.session;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;

/// What is worth a line in the log. Logback finds it as a service, and reads no XML then, which
/// would take a tenth of a command's time.
public final class LogLevels extends ContextAwareBase implements Configurator {

    private static final Map<String, Level> LIBRARIES =
            Map.of(
                    "net.schmizz", Level.WARN,
                    // All that breaks here reaches us as an exception: a machine that is not ready
                    // does so often.
                    "net.schmizz.sshj.transport", Level.OFF,
                    "net.schmizz.concurrent.Promise", Level.OFF,
                    "com.hierynomus", Level.WARN,
                    "org.apache.sshd", Level.WARN,
                    // The keyring's libraries: what they complain about is told in a sentence.
                    "com.github.javakeyring", Level.OFF,
                    "org.freedesktop", Level.OFF,
                    "org.eclipse.jgit", Level.WARN);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
