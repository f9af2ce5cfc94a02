package gpudeck.ssh.results;

import gpudeck.ssh.LocalFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that is still coming, hashed as it is written.
final class PartialFile implements Closeable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final MessageDigest digest;
    private final OutputStream out;
    private long have;

    private PartialFile(MessageDigest digest, long have, OutputStream out) {
        this.digest = digest;
        this.have = have;
        this.out = out;
    }

    static PartialFile begin(Path file) throws LocalFileException {
        try {
            var out =
                    Files.newOutputStream(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
            return new PartialFile(sha256(), 0, out);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    /// Goes on where an earlier transfer was cut.
    static PartialFile goOn(Path file) throws LocalFileException, InterruptedException {
        try {
            var digest = sha256();
            long have = feed(digest, file, Long.MAX_VALUE);
            var out = Files.newOutputStream(file, StandardOpenOption.APPEND);
            return new PartialFile(digest, have, out);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    long have() {
        return have;
    }

    void write(byte[] buffer, int length) throws LocalFileException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
        digest.update(buffer, 0, length);
        have += length;
    }

    /// Closes it.
    ///
    /// @return what came, to be asked for once
    Content end() throws LocalFileException {
        try {
            close();
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
        return content(have, digest);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /// What is in a file that is here.
    ///
    /// @param most of its bytes count, from the beginning
    static Content contentOf(Path file, long most) throws IOException, InterruptedException {
        var digest = sha256();
        return content(feed(digest, file, most), digest);
    }

    private static Content content(long bytes, MessageDigest digest) {
        return new Content(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static long feed(MessageDigest digest, Path file, long most)
            throws IOException, InterruptedException {
        long fed = 0;
        var buffer = new byte[BUFFER_BYTES];
        try (var in = Files.newInputStream(file)) {
            while (fed < most) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("while hashing " + file);
                }
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, most - fed));
                if (read < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                fed += read;
            }
        }
        return fed;
    }
}
