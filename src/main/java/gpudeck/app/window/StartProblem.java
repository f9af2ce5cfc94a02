package gpudeck.app.window;

import gpudeck.app.session.AlreadyOpenException;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;

/// Why the window could not open, and how the program ends.
///
/// @param isAnotherWindow it could open beside it
record StartProblem(UserMessage explanation, int exitStatus, boolean isAnotherWindow) {

    private StartProblem(UserMessage explanation, int exitStatus) {
        this(explanation, exitStatus, false);
    }

    static StartProblem of(Exception failure) {
        return switch (failure) {
            case AlreadyOpenException e ->
                    new StartProblem(e.explanation(), ExitStatus.JOB_FAILED, true);
            case SettingException e -> new StartProblem(e.explanation(), ExitStatus.USAGE);
            case StoreException e ->
                    new StartProblem(Explanation.of(e.error()), ExitStatus.JOB_FAILED);
            default ->
                    new StartProblem(
                            UserMessage.of("cli.file", String.valueOf(failure.getMessage())),
                            ExitStatus.JOB_FAILED);
        };
    }
}
