package gpudeck.cli;

import gpudeck.cli.output.Printer;
import gpudeck.domain.Messages;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import gpudeck.store.keys.AccountKey;
import java.io.IOException;

/// What every command works with.
public final class CommandContext {

    private final EngineFactory factory;
    private final KeyAccess keys;
    private final GlobalOptions options;
    private final Terminal terminal;
    private final Messages messages;

    CommandContext(
            EngineFactory factory,
            KeyAccess keys,
            GlobalOptions options,
            Terminal terminal,
            Messages messages) {
        this.factory = factory;
        this.keys = keys;
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

    /// @throws CommandException in a demo, whose key is its own
    public AccountKey accountKey() throws CommandException, SettingException {
        if (options.isDemo()) {
            throw CommandException.usage("cli.key.demo");
        }
        return keys.accountKey(options);
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
