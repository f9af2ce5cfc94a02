package gpudeck.app.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/// The bundled project that the demo runs, as files that can be looked at and changed.
final class ExampleProject {

    private static final String BUNDLED = "/gpudeck/example";

    private ExampleProject() {}

    /// A folder that is there already is the user's and stays as it is.
    static Path unpackedInto(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            var half = folder.resolveSibling(folder.getFileName() + ".new");
            delete(half);
            unpack(bundled(), half);
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    /// @param bundled in a folder of classes, or in the program's jar
    static void unpack(URI bundled, Path folder) throws IOException {
        if (!"jar".equals(bundled.getScheme())) {
            copy(Path.of(bundled), folder);
            return;
        }
        var jar = URI.create(bundled.getRawSchemeSpecificPart().replaceFirst("!.*", ""));
        try (var inside = FileSystems.newFileSystem(Path.of(jar), Map.of())) {
            copy(inside.getPath(BUNDLED), folder);
        }
    }

    private static URI bundled() {
        try {
            // A file, because a jar need not list its folders.
            var file = BUNDLED + "/train.py";
            var url = Objects.requireNonNull(ExampleProject.class.getResource(file), file);
            return new URI(url.toString().replaceFirst("/train\\.py$", ""));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var source : (Iterable<Path>) all::iterator) {
                var target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
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
