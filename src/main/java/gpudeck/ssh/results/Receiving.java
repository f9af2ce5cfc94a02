package gpudeck.ssh.results;

import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.results.RemoteEntry.Kind.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.IntConsumer;

/// Takes the content of files as it comes. What is right goes to the folder; of a large file that
/// is cut, what came is kept.
final class Receiving {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final VerifiedFolder folder;
    private final IntConsumer counted;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /// @param counted told of each piece that came
    Receiving(VerifiedFolder folder, IntConsumer counted) {
        this.folder = folder;
        this.counted = counted;
    }

    /// Takes a file from its beginning. What comes beyond the size that was told is not of the file
    /// as it was hashed: something goes on writing to it, and its beginning may be right all the
    /// same.
    ///
    /// @param sent as many bytes will come
    /// @throws IOException only where reading from the machine failed
    void whole(RemoteEntry entry, InputStream content, long sent)
            throws IOException, LocalFileException {
        var file = fileOf(entry);
        if (sent < file.bytes()) {
            folder.failed(entry, "it became shorter while it was copied");
            return;
        }
        folder.incoming().expectRoom(file.bytes());
        var partial = folder.incoming().of(entry, file);
        boolean keep = false;
        try (var out = PartialFile.begin(partial, file)) {
            keep = file.bytes() >= Incoming.RESUMED_BYTES;
            copy(content, out);
            keep = false;
            keep = settle(entry, partial, out);
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
        var file = fileOf(entry);
        var partial = folder.incoming().of(entry, file);
        boolean keep = true;
        try (var out = PartialFile.goOn(partial, file)) {
            folder.incoming().expectRoom(out.left());
            copy(content, out);
            keep = false;
            keep = settle(entry, partial, out);
        } finally {
            if (!keep) {
                folder.incoming().delete(partial);
            }
        }
    }

    /// A hard link: the content of another file, which came before.
    void copyOf(RemoteEntry entry, String original) throws LocalFileException {
        var source = folder.placeOf(original, entry.kind());
        if (source.isEmpty()) {
            folder.failed(entry, "it is the same file as one that did not come");
            return;
        }
        try (var content = Files.newInputStream(source.get())) {
            whole(entry, content, fileOf(entry).bytes());
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    static RegularFile fileOf(RemoteEntry entry) {
        if (entry.kind() instanceof RegularFile file) {
            return file;
        }
        throw new IllegalArgumentException("not a file: " + entry);
    }

    private void copy(InputStream from, PartialFile to) throws IOException, LocalFileException {
        while (to.left() > 0) {
            int read = from.read(buffer, 0, (int) Math.min(to.left(), buffer.length));
            if (read < 0) {
                throw new IOException("the stream ended in the middle of a file");
            }
            to.write(buffer, read);
            counted.accept(read);
        }
    }

    /// @return whether the part is not there any more
    private boolean settle(RemoteEntry entry, Path partial, PartialFile came)
            throws LocalFileException {
        if (!came.isRight()) {
            folder.failed(entry, "it changed while it was copied");
            return false;
        }
        try {
            came.close();
            dress(partial, entry);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
        return folder.settle(entry, partial);
    }

    private static void dress(Path partial, RemoteEntry entry) throws IOException {
        Files.setLastModifiedTime(partial, FileTime.from(entry.modified()));
        var posix = Files.getFileAttributeView(partial, PosixFileAttributeView.class);
        if (posix != null && entry.executable()) {
            var permissions = Files.getPosixFilePermissions(partial);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            posix.setPermissions(permissions);
        }
    }
}
