package gpudeck.cli;

import gpudeck.domain.UserMessage;
import java.io.Serial;

/// Ends a command with a sentence for the user.
public final class CommandException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient UserMessage explanation;
    private final int exitStatus;

    public CommandException(UserMessage explanation, int exitStatus) {
        super(explanation.key());
        this.explanation = explanation;
        this.exitStatus = exitStatus;
    }

    /// What was asked for makes no sense.
    public static CommandException usage(String key, Object... args) {
        return new CommandException(UserMessage.of(key, args), ExitStatus.USAGE);
    }

    public UserMessage explanation() {
        return explanation;
    }

    public int exitStatus() {
        return exitStatus;
    }
}
