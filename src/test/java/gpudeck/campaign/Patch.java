package gpudeck.campaign;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Changes to the product's source, compiled into a folder that comes first on the class path of
/// the processes under test. So the product itself carries no switch for tests.
final class Patch {

    private static final Path SOURCES = Path.of("src", "main", "java");

    private final Map<String, String> changed = new LinkedHashMap<>();

    private Patch() {}

    static Patch none() {
        return new Patch();
    }

    /// @param file below `src/main/java`
    /// @param text is there exactly once
    /// @throws AssertionError if it is not: the source has moved on, and so must the patch
    Patch replace(String file, String text, String by) throws IOException {
        var source = changed.get(file);
        if (source == null) {
            source = Files.readString(SOURCES.resolve(file));
        }
        int at = source.indexOf(text);
        if (at < 0 || source.indexOf(text, at + 1) >= 0) {
            throw new AssertionError(file + " has not exactly one \"" + text + "\"");
        }
        changed.put(file, source.substring(0, at) + by + source.substring(at + text.length()));
        return this;
    }

    /// @param folder for the classes; made
    /// @return the class path with them in front
    String classPath(Path folder) throws IOException {
        var unchanged = unchangedClassPath();
        if (changed.isEmpty()) {
            return unchanged;
        }
        var sources = new ArrayList<Path>();
        for (var source : changed.entrySet()) {
            var file = folder.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            sources.add(Files.writeString(file, source.getValue()));
        }
        var classes = Files.createDirectories(folder.resolve("classes"));
        compile(sources, classes, unchanged);
        return classes + File.pathSeparator + unchanged;
    }

    /// In full: the product runs in another folder.
    static String unchangedClassPath() {
        var here =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(here.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void compile(List<Path> sources, Path classes, String classPath)
            throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options =
                    List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp", classPath);
            var units = files.getJavaFileObjectsFromPaths(sources);
            if (!compiler.getTask(complaints, files, null, options, null, units).call()) {
                throw new AssertionError("the patch does not compile: " + complaints);
            }
        }
    }
}
