package gpudeck.app.session;

import gpudeck.domain.UserMessage;
import java.io.Serial;
import java.nio.file.Path;

/// Another window uses the data folder. Two work together, but only one can be meant to remember
/// where it stood.
public final class AlreadyOpenException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient UserMessage explanation;

    AlreadyOpenException(Path folder) {
        super(folder.toString());
        explanation = UserMessage.of("app.start.alreadyOpen", folder.toString());
    }

    public UserMessage explanation() {
        return explanation;
    }
}
