package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Brings the jars into an image. Native code stands beside them there, only what runs on this
/// system, so that none is unpacked at each start.
final class AppJars {

    /// What is needed of JavaFX is in the image's runtime.
    private static final String JAVAFX = "javafx-";

    private final Path library;
    private final Platform platform;

    /// @param library a folder with all jars of the program
    AppJars(Path library, Platform platform) {
        this.library = library;
        this.platform = platform;
    }

    private List<Path> jars() throws IOException {
        try (var all = Files.list(library)) {
            return all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /// @param natives the folder for native code
    void copyTo(Path folder, Path natives) throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(natives);
        for (var jar : jars()) {
            var name = jar.getFileName().toString();
            if (!name.startsWith(JAVAFX)) {
                rewrite(jar, folder.resolve(name), natives, platform::runs);
            }
        }
    }

    /// The modules of JavaFX for jlink, their native code apart.
    void javafxTo(Path folder, Path natives) throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(natives);
        for (var jar : jars()) {
            var name = jar.getFileName().toString();
            // The one without a system's name is empty.
            if (name.startsWith(JAVAFX) && name.matches("javafx-[a-z]+-[0-9.]+-.*")) {
                rewrite(jar, folder.resolve(name), natives, _ -> true);
            }
        }
    }

    private static void rewrite(Path jar, Path to, Path natives, Predicate<String> isWanted)
            throws IOException {
        try (var in = new ZipFile(jar.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            var old = new OldClasses(in);
            for (var entry : in.stream().toList()) {
                var name = entry.getName();
                try (var content = in.getInputStream(entry)) {
                    if (Platform.isNative(name)) {
                        if (isWanted.test(name)) {
                            Files.copy(content, natives.resolve(Path.of(name).getFileName()));
                        }
                    } else if (!isSignature(name)) {
                        var copy = new ZipEntry(name);
                        copy.setTimeLocal(entry.getTimeLocal());
                        out.putNextEntry(copy);
                        out.write(
                                isClass(name)
                                        ? old.broughtUp(content.readAllBytes())
                                        : content.readAllBytes());
                        out.closeEntry();
                    }
                }
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    /// A jar that has another content is not what was signed; and the virtual machine keeps no
    /// class of a signed one ready.
    private static boolean isSignature(String name) {
        return name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    }
}
