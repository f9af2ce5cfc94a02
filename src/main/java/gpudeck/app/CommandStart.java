package gpudeck.app;

import gpudeck.app.session.Sessions;
import gpudeck.cli.Cli;
import gpudeck.cli.StopSignal;
import gpudeck.cli.Terminal;
import java.time.Duration;
import java.util.List;

/// Runs a command of the command line, and ends what it started when the process is told to stop.
final class CommandStart {

    /// Terminating takes a minute at most, as a rule. After that the journal remembers.
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private CommandStart() {}

    /// @return the exit status
    static int run(List<String> arguments, Sessions sessions, Terminal terminal) {
        var cli = new Cli(sessions, sessions, terminal);
        cli.add("sim", () -> new SimCommand(sessions, terminal));
        cli.add("guardian", () -> new GuardianCommand(sessions, terminal));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cli), "stop"));
        return cli.run(arguments);
    }

    /// The virtual machine answers Ctrl-C, `kill` and logout by running this, and then ends with
    /// 128 + the signal's number by itself: there is no need to ask which one it was.
    private static void stop(Cli cli) {
        try {
            cli.interrupt(StopSignal.TERM, LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
