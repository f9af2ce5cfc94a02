package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshException;
import gpudeck.store.StoreException;

/// The problem that an exception of a step carries.
final class Problems {

    private Problems() {}

    static Problem of(Exception exception) {
        return switch (exception) {
            case CloudException e -> e.error();
            case SshException e -> e.error();
            case JobException e -> e.error();
            case StoreException e -> e.error();
            case StepProblemException e -> e.problem();
            default -> new JobError.Internal(exception.toString());
        };
    }
}
