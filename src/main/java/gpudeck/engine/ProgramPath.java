package gpudeck.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the system looks for programs.
public final class ProgramPath {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private final List<String> folders;

    /// @param path as in the environment, if it is set there
    public ProgramPath(Optional<String> path) {
        this.folders = path.stream().flatMap(SEPARATOR::splitAsStream).toList();
    }

    public static ProgramPath ofTheSystem() {
        return new ProgramPath(Optional.ofNullable(System.getenv("PATH")));
    }

    /// The program of that name that would be started.
    public Optional<Path> find(String name) {
        return folders.stream()
                .flatMap(folder -> Stream.of(name, name + ".exe").flatMap(n -> in(folder, n)))
                .findFirst();
    }

    private static Stream<Path> in(String folder, String name) {
        try {
            return Stream.of(Path.of(folder, name)).filter(Files::isExecutable);
        } catch (InvalidPathException _) {
            return Stream.empty();
        }
    }
}
