package gpudeck.cli;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.SshException;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An exception as a user meets it: a sentence and an exit status.
record Failure(UserMessage explanation, int exitStatus) {

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    static Failure of(Exception exception) {
        return switch (exception) {
            case CommandException e -> new Failure(e.explanation(), e.exitStatus());
            case SettingException e -> new Failure(e.explanation(), ExitStatus.USAGE);
            case CloudException e -> of(e.error());
            case SshException e -> of(e.error());
            case JobException e -> of(e.error());
            case StoreException e -> of(e.error());
            case IOException e ->
                    new Failure(
                            UserMessage.of("cli.file", String.valueOf(e.getMessage())),
                            ExitStatus.JOB_FAILED);
            case InterruptedException _ ->
                    new Failure(UserMessage.of("cli.interrupted"), StopSignal.INT.exitStatus());
            default -> {
                LOG.error("A command met a bug", exception);
                yield new Failure(Explanation.of(exception), ExitStatus.JOB_FAILED);
            }
        };
    }

    private static Failure of(Problem problem) {
        return new Failure(Explanation.of(problem), ExitStatus.of(problem));
    }
}
