package gpudeck.cli;

import gpudeck.cli.output.Printer;
import gpudeck.domain.Messages;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;

/// What every command works with.
public final class CommandContext {

    private final EngineFactory factory;
    private final GlobalOptions options;
    private final Terminal terminal;
    private final Messages messages;

    CommandContext(
            EngineFactory factory, GlobalOptions options, Terminal terminal, Messages messages) {
        this.factory = factory;
        this.options = options;
        this.terminal = terminal;
        this.messages = messages;
    }

    /// The engine; nothing is opened for a command that only prints its help.
    public Session open()
            throws CommandException,
                    SettingException,
                    StoreException,
                    IOException,
                    InterruptedException {
        var session = factory.open(options);
        Alerts.follow(session.engine(), printer());
        return session;
    }

    public GlobalOptions options() {
        return options;
    }

    public Terminal terminal() {
        return terminal;
    }

    public Messages messages() {
        return messages;
    }

    public Printer printer() {
        return new Printer(terminal.out(), terminal.err(), messages);
    }
}
