package gpudeck.app.window;

import gpudeck.cli.ExitStatus;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;

/// Why the window could not open, and how the program ends.
record StartProblem(UserMessage explanation, int exitStatus) {

    static StartProblem of(Exception failure) {
        return switch (failure) {
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
