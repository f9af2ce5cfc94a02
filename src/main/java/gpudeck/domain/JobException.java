package gpudeck.domain;

import java.io.Serial;

/// Carries a [JobError] out of blocking code.
public final class JobException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient JobError error;

    public JobException(JobError error) {
        super(error.toString());
        this.error = error;
    }

    public JobException(JobError error, Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
    }

    public JobError error() {
        return error;
    }
}
