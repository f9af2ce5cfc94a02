package gpudeck.sim.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words that start the user's shell.
final class LoginShell {

    private static final Path BASH = Path.of("/bin/bash");
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    /// Gives the terminal the client's size, which is in the environment.
    private static final String SIZE = "stty cols \"$COLUMNS\" rows \"$LINES\" 2>/dev/null; ";

    private LoginShell() {}

    static String path() {
        return Files.isExecutable(BASH) ? BASH.toString() : "/bin/sh";
    }

    /// @param line a command; null for a shell to talk to
    /// @param terminal whether the client asked for one; `script` makes it where there is `script`
    static List<String> words(@Nullable String line, boolean terminal) {
        if (terminal && Files.isExecutable(SCRIPT) && Files.isDirectory(Path.of("/proc"))) {
            var inside = SIZE + (line == null ? path() + " -l" : line);
            return List.of(SCRIPT.toString(), "-qefc", inside, "/dev/null");
        }
        return line == null ? List.of(path(), "-l") : List.of(path(), "-c", line);
    }
}
