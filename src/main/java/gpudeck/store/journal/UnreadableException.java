package gpudeck.store.journal;

import java.io.Serial;

/// Something in the journal is not what was written there.
final class UnreadableException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
