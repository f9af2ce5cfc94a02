package gpudeck.ssh.results;

import gpudeck.ssh.results.RemoteEntry.Kind;
import java.util.List;

/// What the machine has of what was asked for, at one moment. It is what a fetch is held against.
/// Two looks at the machine are never the same one.
public final class RemoteManifest {

    private final List<RemoteEntry> entries;

    RemoteManifest(List<RemoteEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// Sorted by name, each name once.
    public List<RemoteEntry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Those with content, and folders that cannot be read.
    public int fileCount() {
        return (int)
                entries.stream()
                        .filter(e ->
                                e.kind() instanceof Kind.RegularFile
                                        || e.kind() instanceof Kind.Unreadable)
                        .count();
    }

    public long bytes() {
        return entries.stream()
                .mapToLong(e -> e.kind() instanceof Kind.RegularFile(long bytes) ? bytes : 0)
                .sum();
    }
}
