package gpudeck.ssh.project;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.RemoteName;
import gpudeck.ssh.ZeroEnded;
import gpudeck.ssh.project.ProjectFiles.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// What a machine knows of the last upload into a folder; `sync.py` says it.
///
/// @param hasZstd whether it can take a compressed stream
/// @param source of the last upload, see [UploadPlan]; empty if there was none
/// @param walkedAt when the project was looked at for it, in nanoseconds since 1970
/// @param left what is still as it was left, by path, with what [#what] says of it
record LastUpload(boolean hasZstd, String source, long walkedAt, Map<String, String> left) {

    private static final long SECOND = 1_000_000_000;

    /// Clocks of file systems tick; two changes in one tick have the same time.
    private static final long TICK = SECOND / 20;

    private static final long COARSE_TICK = 2 * SECOND;

    static LastUpload read(ZeroEnded from) throws IOException, SshException {
        boolean zstd = from.text().equals("zstd");
        var source = from.text();
        long walkedAt = number(from.text());
        Map<String, String> left = new HashMap<>();
        for (var what = from.text(); !what.isEmpty(); what = from.text()) {
            left.put(inside(from.text()), what);
        }
        return new LastUpload(zstd, source, walkedAt, left);
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("not a time: " + RemoteName.readable(text), e);
        }
    }

    private static String inside(String path) throws SshException {
        for (var part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new SshException(
                        new SshError.UnsafePath(RemoteName.readable(path), "it leaves its folder"));
            }
        }
        return path;
    }

    /// Whether the machine has it as it is here.
    boolean has(Entry entry) {
        return what(entry).equals(left.get(entry.path())) && !isRacy(entry);
    }

    /// A file that changed in the moment of the last upload may have changed after it was read, and
    /// have the same time. Times in whole seconds may be from a file system that has no others.
    private boolean isRacy(Entry entry) {
        long tick = entry.modified() % SECOND == 0 ? COARSE_TICK : TICK;
        return entry.modified() >= walkedAt - tick;
    }

    /// All that tells an entry from another version of it.
    static String what(Entry entry) {
        return switch (entry.kind()) {
            case FOLDER -> "d";
            case SYMLINK -> "l " + entry.target();
            case FILE ->
                    "f "
                            + entry.bytes()
                            + " "
                            + entry.modified()
                            + (entry.isExecutable() ? " 1" : " 0");
        };
    }
}
