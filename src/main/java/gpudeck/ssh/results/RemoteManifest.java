package gpudeck.ssh.results;

import gpudeck.ssh.results.RemoteEntry.Kind;
import java.util.List;

/// What the machine has of what was asked for, at one moment. It is what a fetch is held against.
///
/// @param entries sorted by name, each name once
/// @param compresses whether the machine can compress them, and that gains
public record RemoteManifest(List<RemoteEntry> entries, boolean compresses) {

    public RemoteManifest {
        entries = List.copyOf(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Those with content, whether it can be read or not.
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
                .mapToLong(e -> e.kind() instanceof Kind.RegularFile(long bytes, _) ? bytes : 0)
                .sum();
    }
}
