package gpudeck.app;

import gpudeck.app.session.Sessions;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the window, or a command. What goes wrong is told in one line, never in a stack trace.
public final class Main {

    private final Messages messages = Messages.load();
    private final Sessions sessions = Sessions.ofThisProcess();
    private final List<String> arguments;

    private Main(List<String> arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] arguments) {
        LibraryLog.install();
        var main = new Main(List.of(arguments));
        Thread.setDefaultUncaughtExceptionHandler((_, bug) -> main.report(bug));
        // What is left of threads does not keep the program alive.
        System.exit(main.run());
    }

    private int run() {
        try {
            return WindowOptions.of(arguments)
                    .map(this::window)
                    .orElseGet(() -> command(arguments));
        } catch (RuntimeException | Error bug) {
            report(bug);
            return ExitStatus.JOB_FAILED;
        }
    }

    private int command(List<String> command) {
        var terminal = new SystemTerminal(messages);
        return CommandStart.run(command, sessions, terminal);
    }

    private int window(WindowOptions options) {
        return switch (Display.probe(System.getenv())) {
            case Display.Ready _ -> {
                GraphicsCard.spareAttempt(System.getProperties(), Path.of("/dev"));
                yield WindowStart.run(sessions, options.global());
            }
            case Display.Incomplete(String missing) ->
                    refuse(UserMessage.of("app.display.incomplete", missing));
            case Display.None _ -> withoutDisplay(options);
        };
    }

    /// Nothing to draw on: the demo goes on in the terminal, the real account has the command line.
    private int withoutDisplay(WindowOptions options) {
        try {
            boolean demo =
                    options.global().isDemo()
                            || sessions.settings(options.global()).apiKey().isEmpty();
            if (!demo) {
                return refuse(UserMessage.of("app.display.none"));
            }
            tell(UserMessage.of("app.display.none.demo"));
            var command = new ArrayList<>(List.of("run", "--demo"));
            arguments.stream().filter(a -> !a.equals("--demo")).forEach(command::add);
            return command(command);
        } catch (SettingException e) {
            tell(e.explanation());
            return ExitStatus.USAGE;
        } catch (StoreException e) {
            return refuse(Explanation.of(e.error()));
        }
    }

    private int refuse(UserMessage why) {
        tell(why);
        return ExitStatus.JOB_FAILED;
    }

    private void tell(UserMessage message) {
        System.err.println("gpudeck: " + messages.text(message));
    }

    private void report(Throwable bug) {
        logger().error("A bug", bug);
        tell(UserMessage.of("error.internal"));
    }

    /// Not before it is needed: until the data folder is known, there is nothing to log to.
    private static Logger logger() {
        return LoggerFactory.getLogger(Main.class);
    }
}
