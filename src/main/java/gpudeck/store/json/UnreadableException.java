package gpudeck.store.json;

import java.io.Serial;

/// What was read is not what was written.
public final class UnreadableException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
