package gpudeck.store;

import gpudeck.domain.JobError;
import java.io.Serial;
import java.nio.file.Path;

/// A file of this installation could not be read or written.
public final class StoreException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final transient JobError.LocalFile error;

    public StoreException(Path file, String why) {
        super(file + ": " + why);
        this.error = new JobError.LocalFile(file.toString(), why);
    }

    public StoreException(Path file, String why, Throwable cause) {
        super(file + ": " + why, cause);
        this.error = new JobError.LocalFile(file.toString(), why);
    }

    public JobError.LocalFile error() {
        return error;
    }
}
