package gpudeck.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The Java that a package brings along: the modules of the JDK in `jlink/modules`, and JavaFX.
final class RuntimeImage {

    /// Compressed as far as jlink can: what is often needed is in the AOT cache, uncompressed.
    private static final String COMPRESSION = "zip-9";

    private final Path modules;
    private final AppJars jars;

    /// @param modules the list of the JDK's modules, one a line
    RuntimeImage(Path modules, AppJars jars) {
        this.modules = modules;
        this.jars = jars;
    }

    /// @param work a folder for what is needed meanwhile
    void linkTo(Path runtime, Path work) throws IOException, InterruptedException {
        var javafx = work.resolve("javafx");
        var natives = work.resolve("javafx-natives");
        jars.javafxTo(javafx, natives);
        Tool.jdk(
                "jlink",
                List.of(
                        "--module-path",
                        String.join(File.pathSeparator, all(javafx)),
                        "--add-modules",
                        "javafx.controls," + String.join(",", Files.readAllLines(modules)),
                        "--output",
                        runtime.toString(),
                        "--compress",
                        COMPRESSION,
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages"));
        for (var library : all(natives)) {
            var name = Path.of(library).getFileName();
            Files.copy(Path.of(library), runtime.resolve("lib").resolve(name));
        }
        keepOnlyJava(runtime.resolve("bin"));
        SecurityProviders.keepPresent(runtime);
        strip(runtime);
    }

    private static void keepOnlyJava(Path programs) throws IOException {
        for (var program : all(programs)) {
            if (!program.matches(".*[/\\\\](java|javaw|.*\\.dll)(\\.exe)?")) {
                Files.delete(Path.of(program));
            }
        }
    }

    private static List<String> all(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    /// Without the names of what is inside, the virtual machine is a fifth smaller.
    private static void strip(Path runtime) throws IOException, InterruptedException {
        var strip = Tool.find("strip");
        if (strip.isEmpty() || !Platform.current().isLinux()) {
            return;
        }
        var command = new ArrayList<>(List.of(strip.get().toString(), "--strip-unneeded"));
        try (Stream<Path> files = Files.walk(runtime.resolve("lib"))) {
            files.map(Path::toString).filter(name -> name.endsWith(".so")).forEach(command::add);
        }
        Tool.run(command, Map.of());
    }
}
