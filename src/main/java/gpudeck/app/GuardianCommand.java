package gpudeck.app;

import gpudeck.app.session.GuardianWatch;
import gpudeck.app.session.Sessions;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.GlobalOptions;
import gpudeck.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `gpudeck guardian`: started by the program itself, never by hand. Reads the API key from
/// standard input, and ends when there is nothing left to guard.
@Command(name = "guardian", hidden = true)
final class GuardianCommand implements Callable<Integer> {

    private final Sessions sessions;
    private final Terminal terminal;

    @ParentCommand private GlobalOptions global = new GlobalOptions();

    GuardianCommand(Sessions sessions, Terminal terminal) {
        this.sessions = sessions;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Detached.fromTerminal();
        try (var watch = GuardianWatch.open(sessions.accountKey(global).set(), System.in)) {
            if (watch.stands()) {
                terminal.out().println(GuardianWatch.READY);
                terminal.out().flush();
                watch.untilNothingIsLeft();
            }
        }
        return ExitStatus.DONE;
    }
}
