package gpudeck.ssh.project;

import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.TransferProgress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes a project as one tar stream. Modes, times, symlinks and empty folders are kept; a file
/// that changes its size meanwhile is an error, because half of it is worth nothing.
final class ProjectTar {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private final ProjectFiles files;
    private final TransferProgress progress;
    private final int totalFiles;
    private final long totalBytes;
    private int sentFiles;
    private long sentBytes;

    ProjectTar(ProjectFiles files, TransferProgress progress) {
        this.files = files;
        this.progress = progress;
        this.totalFiles = files.fileCount();
        this.totalBytes = files.bytes();
    }

    /// Does not close `channel`, but sends all of it.
    void write(OutputStream channel) throws IOException, LocalFileException {
        var out = new BufferedOutputStream(channel, BUFFER_BYTES);
        var tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (var entry : files.entries()) {
            switch (entry.kind()) {
                case FOLDER -> putFolder(tar, entry);
                case SYMLINK -> putSymlink(tar, entry);
                case FILE -> putFile(tar, entry);
            }
            if (entry.kind() != ProjectFiles.Kind.FOLDER) {
                sentFiles++;
                report();
            }
        }
        tar.finish();
        out.flush();
    }

    private void putFolder(TarArchiveOutputStream tar, ProjectFiles.Entry entry)
            throws IOException {
        var header = new TarArchiveEntry("./" + entry.path() + "/", TarConstants.LF_DIR);
        header.setMode(EXECUTABLE);
        tar.putArchiveEntry(header);
        tar.closeArchiveEntry();
    }

    private void putSymlink(TarArchiveOutputStream tar, ProjectFiles.Entry entry)
            throws IOException, LocalFileException {
        var header = new TarArchiveEntry("./" + entry.path(), TarConstants.LF_SYMLINK);
        try {
            header.setLinkName(Files.readSymbolicLink(local(entry)).toString());
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
        tar.putArchiveEntry(header);
        tar.closeArchiveEntry();
    }

    private void putFile(TarArchiveOutputStream tar, ProjectFiles.Entry entry)
            throws IOException, LocalFileException {
        var file = local(entry);
        try (var in = open(file)) {
            var header = new TarArchiveEntry("./" + entry.path());
            var attributes = attributes(file);
            header.setSize(entry.bytes());
            header.setMode(isExecutable(file) ? EXECUTABLE : PLAIN);
            header.setModTime(attributes.lastModifiedTime());
            tar.putArchiveEntry(header);
            copy(in, tar, entry);
            tar.closeArchiveEntry();
        }
    }

    private void copy(InputStream in, TarArchiveOutputStream tar, ProjectFiles.Entry entry)
            throws IOException, LocalFileException {
        var buffer = new byte[BUFFER_BYTES];
        long left = entry.bytes();
        while (left > 0) {
            int read = read(in, buffer, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw changed(entry);
            }
            tar.write(buffer, 0, read);
            left -= read;
            sentBytes += read;
            report();
        }
        if (read(in, buffer, 1) >= 0) {
            throw changed(entry);
        }
    }

    private void report() {
        progress.at(sentFiles, totalFiles, sentBytes, totalBytes);
    }

    private Path local(ProjectFiles.Entry entry) {
        return files.root().resolve(entry.path());
    }

    private static LocalFileException changed(ProjectFiles.Entry entry) {
        return new LocalFileException(
                new IOException(entry.path() + " changed while it was being sent"));
    }

    private static InputStream open(Path file) throws LocalFileException {
        try {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static int read(InputStream in, byte[] buffer, int most) throws LocalFileException {
        try {
            return in.read(buffer, 0, most);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static BasicFileAttributes attributes(Path file) throws LocalFileException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static boolean isExecutable(Path file) throws LocalFileException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
        } catch (UnsupportedOperationException notPosix) {
            return false;
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }
}
