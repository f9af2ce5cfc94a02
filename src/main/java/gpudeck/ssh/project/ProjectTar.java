package gpudeck.ssh.project;

import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.TransferProgress;
import gpudeck.ssh.project.ProjectFiles.Entry;
import gpudeck.ssh.project.ProjectFiles.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes what of a project is sent as one tar stream. Modes, times in whole seconds, symlinks and
/// empty folders are kept; a file that changes its size meanwhile is an error, because half of it
/// is worth nothing.
final class ProjectTar {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final List<Entry> entries;
    private final TransferProgress progress;
    private final int totalFiles;
    private final long totalBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private int sentFiles;
    private long sentBytes;

    ProjectTar(Path root, List<Entry> entries, TransferProgress progress) {
        this.root = root;
        this.entries = entries;
        this.progress = progress;
        this.totalFiles = (int) entries.stream().filter(e -> e.kind() != Kind.FOLDER).count();
        this.totalBytes = entries.stream().mapToLong(Entry::bytes).sum();
    }

    /// Does not close `out`, nor flush it.
    void write(OutputStream out) throws IOException, LocalFileException {
        report();
        var tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (var entry : entries) {
            switch (entry.kind()) {
                case FOLDER -> put(tar, header(entry, "/", TarConstants.LF_DIR, EXECUTABLE));
                case SYMLINK -> {
                    var header = header(entry, "", TarConstants.LF_SYMLINK, PLAIN);
                    header.setLinkName(entry.target());
                    put(tar, header);
                }
                case FILE -> putFile(tar, entry);
            }
            if (entry.kind() != Kind.FOLDER) {
                sentFiles++;
                report();
            }
        }
        tar.finish();
    }

    private static TarArchiveEntry header(Entry entry, String end, byte type, int mode) {
        var header = new TarArchiveEntry("./" + entry.path() + end, type);
        header.setMode(mode);
        return header;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry header) throws IOException {
        tar.putArchiveEntry(header);
        tar.closeArchiveEntry();
    }

    private void putFile(TarArchiveOutputStream tar, Entry entry)
            throws IOException, LocalFileException {
        int mode = entry.isExecutable() ? EXECUTABLE : PLAIN;
        var header = header(entry, "", TarConstants.LF_NORMAL, mode);
        header.setSize(entry.bytes());
        long seconds = Math.floorDiv(entry.modified(), TimeUnit.SECONDS.toNanos(1));
        header.setModTime(FileTime.from(seconds, TimeUnit.SECONDS));
        try (var in = open(root.resolve(entry.path()))) {
            tar.putArchiveEntry(header);
            copy(in, tar, entry);
            tar.closeArchiveEntry();
        }
    }

    /// A read that could have had more says that there is no more; only where it was full it has to
    /// be asked for.
    private void copy(FileChannel in, OutputStream to, Entry entry)
            throws IOException, LocalFileException {
        long left = entry.bytes();
        int read = read(in);
        while (read > 0) {
            if (read > left) {
                throw changed(entry);
            }
            buffer.flip().get(bytes, 0, read);
            to.write(bytes, 0, read);
            left -= read;
            sentBytes += read;
            report();
            read = left == 0 && read < BUFFER_BYTES ? 0 : read(in);
        }
        if (left > 0) {
            throw changed(entry);
        }
    }

    private void report() {
        progress.at(sentFiles, totalFiles, sentBytes, totalBytes);
    }

    private static LocalFileException changed(Entry entry) {
        return new LocalFileException(
                new IOException(entry.path() + " changed while it was being sent"));
    }

    private static FileChannel open(Path file) throws LocalFileException {
        try {
            return FileChannel.open(file, READ);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private int read(FileChannel in) throws LocalFileException {
        try {
            return in.read(buffer.clear());
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }
}
