package gpudeck.ssh;

import java.io.IOException;
import java.io.Serial;

/// The connection broke in the middle of a conversation, as opposed to what was said in it.
public final class BrokenConnectionException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    public BrokenConnectionException(String message) {
        super(message);
    }

    public BrokenConnectionException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
