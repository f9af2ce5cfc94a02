package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshException;
import gpudeck.domain.UserMessage;

/// The sentence for each problem: what happened and what the user can do.
public final class Explanation {

    private Explanation() {}

    public static UserMessage of(Exception failure) {
        return switch (failure) {
            case CloudException e -> of(e.error());
            case SshException e -> of(e.error());
            case JobException e -> of(e.error());
            default -> UserMessage.of("error.internal");
        };
    }

    public static UserMessage of(Problem problem) {
        throw new UnsupportedOperationException(problem.toString());
    }
}
