package gpudeck.domain;

import java.io.Serial;

/// Carries an [SshError] out of blocking code.
public final class SshException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient SshError error;

    public SshException(SshError error) {
        super(error.toString());
        this.error = error;
    }

    public SshException(SshError error, Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
    }

    public SshError error() {
        return error;
    }
}
