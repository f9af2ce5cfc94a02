package gpudeck.store.keys;

import java.io.Serial;

/// There is no keyring, or it did not do as asked.
public final class NoKeyringException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /// @param why in the system's words; no secret is in them
    public NoKeyringException(String why) {
        super(why);
    }

    NoKeyringException(String why, Throwable cause) {
        super(why, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
