package gpudeck.ssh;

import java.io.IOException;
import java.io.Serial;

/// A local file could not be read or written, as opposed to the connection.
public final class LocalFileException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final IOException inner;

    public LocalFileException(IOException inner) {
        super(inner);
        this.inner = inner;
    }

    public IOException inner() {
        return inner;
    }
}
