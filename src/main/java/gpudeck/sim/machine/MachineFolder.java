package gpudeck.sim.machine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The private folder of a machine: `home`, `bin` with the stand-ins for what a GPU machine has,
/// and `tmp`.
///
/// @param root has all of it
record MachineFolder(Path root) {

    private static final Logger LOG = LoggerFactory.getLogger(MachineFolder.class);
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

    static MachineFolder create(Path root, String gpu, int gpuCount) throws IOException {
        var owner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(root, PosixFilePermissions.asFileAttribute(owner));
        var folder = new MachineFolder(root);
        Files.createDirectories(folder.home());
        Files.createDirectories(folder.tmp());
        Files.createDirectories(folder.bin());
        new StandIns(folder.bin()).install(gpu, gpuCount);
        Files.writeString(folder.home().resolve(".profile"), folder.profile());
        return folder;
    }

    Path home() {
        return root.resolve("home");
    }

    Path bin() {
        return root.resolve("bin");
    }

    private Path tmp() {
        return root.resolve("tmp");
    }

    /// All that a command sees of its surroundings; nothing of this program's own.
    Map<String, String> environment() {
        return Map.of(
                "HOME",
                home().toString(),
                "USER",
                "ubuntu",
                "LOGNAME",
                "ubuntu",
                "SHELL",
                LoginShell.path(),
                "PATH",
                bin() + ":" + SYSTEM_PATH,
                "TMPDIR",
                tmp().toString(),
                "LANG",
                "C.UTF-8");
    }

    /// A login shell starts from the system's own PATH, as on a real machine.
    private String profile() {
        return """
        PATH="%s:$PATH"
        if [ -d "$HOME/.local/bin" ]; then
            PATH="$HOME/.local/bin:$PATH"
        fi
        """
                .formatted(bin());
    }

    /// Deletes all of it. Follows no link.
    void delete() {
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new Deletion());
        } catch (IOException e) {
            LOG.warn("could not delete {}", root, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        /// A script may have taken away its own right to delete.
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
                throws IOException {
            if (problem != null) {
                throw problem;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
