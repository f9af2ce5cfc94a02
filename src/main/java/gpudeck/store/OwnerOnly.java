package gpudeck.store;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// Files and folders that only their owner may read. Where the file system knows no such
/// permissions (Windows), the folder they are in has to protect them.
public final class OwnerOnly {

    private OwnerOnly() {}

    /// Makes the folder and its parents; a folder that exists keeps its place and loses what others
    /// could do there.
    public static void createFolder(Path folder) throws IOException {
        if (!hasPermissions(folder)) {
            Files.createDirectories(folder);
            return;
        }
        Files.createDirectories(folder, attribute("rwx------"));
        if (!Files.isSymbolicLink(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// Makes an empty file, or takes from others what they could do with the one that exists.
    public static void createFile(Path file) throws IOException {
        boolean permissions = hasPermissions(file);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(
                    file, permissions ? new FileAttribute<?>[] {attribute("rw-------")} : NOTHING);
        } else if (permissions) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /// Writes the file as a whole: a crash leaves the old one or the new one.
    public static void replace(Path file, String text) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".new");
        createFile(next);
        Files.writeString(next, text);
        move(next, file);
    }

    private static void move(Path next, Path file) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The same for a file that is not ours alone: what a link leads to is replaced, and keeps its
    /// permissions. One that is missing is made readable by its owner only.
    public static void replaceKeeping(Path file, byte[] content) throws IOException {
        var real = Files.exists(file) ? file.toRealPath() : file;
        var next = real.resolveSibling(real.getFileName() + ".gpudeck-new");
        createFile(next);
        Files.write(next, content);
        if (Files.exists(real) && hasPermissions(real)) {
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(real));
        }
        move(next, real);
    }

    /// All permissions of the file, as `ls` has them, if others than its owner may read or change
    /// it.
    public static Optional<String> permissionsOfOthers(Path file) throws IOException {
        if (!hasPermissions(file)) {
            return Optional.empty();
        }
        var all = Files.getPosixFilePermissions(file);
        return Collections.disjoint(all, OTHERS)
                ? Optional.empty()
                : Optional.of(PosixFilePermissions.toString(all));
    }

    private static final Set<PosixFilePermission> OTHERS =
            PosixFilePermissions.fromString("---rw-rw-");

    private static final FileAttribute<?>[] NOTHING = {};

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
