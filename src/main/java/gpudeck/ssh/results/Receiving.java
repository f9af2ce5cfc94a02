package gpudeck.ssh.results;

import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.results.Verification.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;

/// Takes the content of files as it comes, and hands on what came whole. Of a large file that is
/// cut, what came is kept.
final class Receiving {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final VerifiedFolder folder;
    private final Verification verification;
    private final FetchProgress progress;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    Receiving(VerifiedFolder folder, Verification verification, FetchProgress progress) {
        this.folder = folder;
        this.verification = verification;
        this.progress = progress;
    }

    /// Takes a file from its beginning.
    ///
    /// @param bytes as many will come
    /// @param modified when it changed last
    /// @throws IOException only where reading from the machine failed
    void whole(RemoteEntry entry, InputStream content, long bytes, Instant modified)
            throws IOException, LocalFileException, InterruptedException {
        folder.incoming().expectRoom(bytes);
        var partial = folder.incoming().of(entry);
        boolean keep = FetchPlan.fileOf(entry).bytes() >= Incoming.RESUMED_BYTES;
        try (var out = PartialFile.begin(partial)) {
            copy(content, bytes, out);
            keep = true;
            came(new Arrival(entry, modified, partial, out.end()));
        } finally {
            if (!keep) {
                folder.incoming().delete(partial);
            }
        }
    }

    /// Goes on with a file that was cut.
    ///
    /// @throws IOException only where reading from the machine failed
    void rest(RemoteEntry entry, InputStream content)
            throws IOException, LocalFileException, InterruptedException {
        var partial = folder.incoming().of(entry);
        try (var out = PartialFile.goOn(partial)) {
            long left = FetchPlan.fileOf(entry).bytes() - out.have();
            folder.incoming().expectRoom(left);
            copy(content, left, out);
            came(new Arrival(entry, entry.modified(), partial, out.end()));
        }
    }

    /// A hard link: the content of another file, which came before.
    void copyOf(RemoteEntry entry, String original) throws Exception {
        var source = verification.placeOf(original);
        if (source.isEmpty()) {
            folder.failed(entry, "it is the same file as one that did not come");
            return;
        }
        try (var content = Files.newInputStream(source.get())) {
            whole(entry, content, Files.size(source.get()), entry.modified());
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private void came(Arrival arrival) throws LocalFileException, InterruptedException {
        progress.here(1, 0);
        verification.arrived(arrival);
    }

    private void copy(InputStream from, long bytes, PartialFile to)
            throws IOException, LocalFileException {
        for (long left = bytes; left > 0; ) {
            int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("the stream ended in the middle of a file");
            }
            to.write(buffer, read);
            left -= read;
            progress.came(read);
        }
    }
}
