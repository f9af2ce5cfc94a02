package gpudeck.ssh.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What of a project folder is sent: everything but `.git`, a `.env` with the API key, what
/// `.gitignore` and `.gpudeckignore` leave out, and what the user excluded.
///
/// @param entries in the order of the walk, folders before what is in them
public record ProjectFiles(Path root, List<Entry> entries, Omitted omitted) {

    public ProjectFiles {
        entries = List.copyOf(entries);
    }

    public enum Kind {
        FILE,
        FOLDER,
        SYMLINK
    }

    /// @param path relative, with `/`
    public record Entry(String path, Kind kind, long bytes) {}

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
        var entry = new Entry(String.valueOf(file.getFileName()), Kind.FILE, Files.size(file));
        return new ProjectFiles(root, List.of(entry), new Omitted(0, List.of()));
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
