package gpudeck.ssh.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What of a project folder is sent: everything but `.git`, a `.env` with the API key, what
/// `.gitignore` and `.gpudeckignore` leave out, and what the user excluded.
///
/// @param entries in the order of the walk, folders before what is in them
/// @param walkedAt when the walk of the folder began; empty for a file by itself
public record ProjectFiles(
        Path root, List<Entry> entries, Omitted omitted, Optional<Instant> walkedAt) {

    public ProjectFiles {
        entries = List.copyOf(entries);
    }

    public enum Kind {
        FILE,
        FOLDER,
        SYMLINK
    }

    /// @param path relative, with `/`
    /// @param bytes of a file, as all that follows
    /// @param modified in nanoseconds since 1970
    /// @param target of a link
    public record Entry(
            String path,
            Kind kind,
            long bytes,
            long modified,
            boolean isExecutable,
            String target) {

        static Entry file(String path, BasicFileAttributes attributes) {
            boolean executable =
                    attributes instanceof PosixFileAttributes posix
                            && posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            return new Entry(path, Kind.FILE, attributes.size(), modified, executable, "");
        }

        static Entry folder(String path) {
            return new Entry(path, Kind.FOLDER, 0, 0, false, "");
        }

        static Entry symlink(String path, String target) {
            return new Entry(path, Kind.SYMLINK, 0, 0, false, target);
        }
    }

    /// What is left out. Folders that are left out whole are not walked: their bytes are not known
    /// unless counted.
    public record Omitted(int entries, List<String> topLevel) {
        public Omitted {
            topLevel = List.copyOf(topLevel);
        }
    }

    /// One file by itself, sent under its own name.
    public static ProjectFiles single(Path file) throws IOException {
        var root = file.toAbsolutePath().getParent();
        if (root == null) {
            throw new IOException(file + " is not a file");
        }
        var attributes = Files.readAttributes(file, attributes(file));
        var entry = Entry.file(String.valueOf(file.getFileName()), attributes);
        return new ProjectFiles(root, List.of(entry), new Omitted(0, List.of()), Optional.empty());
    }

    /// All that one look at a file tells on this system.
    static Class<? extends BasicFileAttributes> attributes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    public int fileCount() {
        return (int) entries.stream().filter(e -> e.kind() != Kind.FOLDER).count();
    }

    public long bytes() {
        return entries.stream().mapToLong(Entry::bytes).sum();
    }

    /// Walks `root`. Fast enough to preview while the user types; may be interrupted.
    public static ProjectFiles scan(Path root, List<String> excluded)
            throws IOException, InterruptedException {
        return ProjectScan.of(root, excluded);
    }
}
