package gpudeck.engine.job;

import java.util.List;
import java.util.stream.Stream;

/// Whether the project's PyTorch sees a GPU, asked on the machine once the project is set up. Where
/// none was installed after all there is nothing to ask.
final class TorchQuestion {

    /// What it ends with if there is no GPU to be seen; one that Python has no meaning for.
    private static final int SEES_NONE = 66;

    private static final String PROGRAM =
            "import importlib.util, sys; found = importlib.util.find_spec('torch');"
                    + " sys.exit(0 if found is None or __import__('torch').cuda.is_available()"
                    + " else %d)".formatted(SEES_NONE);

    private TorchQuestion() {}

    static List<String> words(List<String> python) {
        return Stream.concat(python.stream(), Stream.of("-c", PROGRAM)).toList();
    }

    /// @param command as a run's log names it
    static boolean isAnsweredNo(String command, int status) {
        return status == SEES_NONE && command.endsWith(ProjectCommands.quoted(List.of(PROGRAM)));
    }
}
