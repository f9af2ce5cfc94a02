package gpudeck.engine;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.UserMessage;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;

/// The sentence for each problem: what happened, what it costs, and what the user can do.
public final class Explanation {

    private Explanation() {}

    public static UserMessage of(Exception failure) {
        return switch (failure) {
            case CloudException e -> of(e.error());
            case SshException e -> of(e.error());
            case JobException e -> of(e.error());
            case StoreException e -> of(e.error());
            case SettingException e -> e.explanation();
            default -> UserMessage.of("error.internal");
        };
    }

    public static UserMessage of(Problem problem) {
        return switch (problem) {
            case CloudError error -> CloudSentences.of(error);
            case SshError error -> SshSentences.of(error);
            case JobError error -> JobSentences.of(error);
        };
    }
}
