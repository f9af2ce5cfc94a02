package gpudeck.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The bundled project that the demo runs, as files that can be looked at and changed.
final class ExampleProject {

    private static final String BUNDLED = "/gpudeck/example/";

    /// By name: a jar need not list its folders, and walking one takes a module of its own.
    private static final List<String> FILES =
            List.of(
                    ".gitignore",
                    "README.md",
                    "data/generate.py",
                    "data/test.csv",
                    "data/train.csv",
                    "evaluate.py",
                    "model.py",
                    "pyproject.toml",
                    "train.py");

    private ExampleProject() {}

    /// A folder that is there already is the user's and stays as it is.
    static Path unpackedInto(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            var half = folder.resolveSibling(folder.getFileName() + ".new");
            delete(half);
            for (var name : FILES) {
                unpack(name, half.resolve(name));
            }
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    private static void unpack(String name, Path to) throws IOException {
        var bundled = ExampleProject.class.getResourceAsStream(BUNDLED + name);
        try (var in = Objects.requireNonNull(bundled, name)) {
            Files.createDirectories(to.getParent());
            Files.copy(in, to);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
