package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A `.deb` of an image: the program in `/usr/lib/gpudeck`, a link to it in `/usr/bin`, and what
/// others are to know of it in `/usr/share`.
final class DebianPackage {

    private static final String PROGRAM = "usr/lib/gpudeck";

    private final Path project;
    private final LinuxImage image;
    private final String version;

    DebianPackage(Path project, LinuxImage image, String version) {
        this.project = project;
        this.image = image;
        this.version = version;
    }

    /// @param dpkgDeb the program that packs it
    /// @param root a folder for what is packed; not there yet
    void writeTo(Path file, Path dpkgDeb, Path root, Instant time)
            throws IOException, InterruptedException {
        copy(image.folder().resolve("bin"), root.resolve(PROGRAM).resolve("bin"));
        copy(image.folder().resolve("lib"), root.resolve(PROGRAM).resolve("lib"));
        copy(image.folder().resolve("share"), root.resolve("usr/share"));
        var documents = Files.createDirectories(root.resolve("usr/share/doc/gpudeck"));
        Files.copy(project.resolve("LICENSE"), documents.resolve("copyright"));
        var bin = Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(bin.resolve("gpudeck"), Path.of("../lib/gpudeck/bin/gpudeck"));
        writeControl(root);
        openToAll(root);
        Tool.run(
                List.of(
                        dpkgDeb.toString(),
                        "--root-owner-group",
                        "-Zxz",
                        "--build",
                        root.toString(),
                        file.toString()),
                Map.of("SOURCE_DATE_EPOCH", Long.toString(time.getEpochSecond())));
    }

    private void writeControl(Path root) throws IOException {
        long bytes;
        try (var all = Files.walk(root)) {
            bytes =
                    all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .mapToLong(file -> file.toFile().length())
                            .sum();
        }
        var control =
                Files.readString(project.resolve("jlink/linux/control"))
                        .replace("@VERSION@", version)
                        .replace("@ARCHITECTURE@", Platform.current().architecture())
                        .replace("@KILOBYTES@", Long.toString(bytes / 1024));
        var folder = Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(folder.resolve("control"), control);
    }

    /// Whatever the umask of who builds it.
    private static void openToAll(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var file : all.filter(f -> !Files.isSymbolicLink(f)).toList()) {
                boolean executable = Files.isExecutable(file);
                Files.setPosixFilePermissions(
                        file,
                        PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }
}
