package gpudeck.ssh.results;

import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.results.RemoteEntry.Kind.RegularFile;
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

    private final RegularFile expected;
    private final MessageDigest digest;
    private final OutputStream out;
    private long have;

    private PartialFile(RegularFile expected, MessageDigest digest, long have, OutputStream out) {
        this.expected = expected;
        this.digest = digest;
        this.have = have;
        this.out = out;
    }

    static PartialFile begin(Path file, RegularFile expected) throws LocalFileException {
        try {
            var out =
                    Files.newOutputStream(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
            return new PartialFile(expected, sha256(), 0, out);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    /// Goes on where an earlier transfer was cut.
    static PartialFile goOn(Path file, RegularFile expected)
            throws LocalFileException, InterruptedException {
        try {
            var digest = sha256();
            long have = feed(digest, file);
            var out = Files.newOutputStream(file, StandardOpenOption.APPEND);
            return new PartialFile(expected, digest, have, out);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    long left() {
        return expected.bytes() - have;
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

    /// Whether it is, to the last bit, what the machine said. To be asked once.
    boolean isRight() {
        return have == expected.bytes()
                && HexFormat.of().formatHex(digest.digest()).equals(expected.sha256());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /// Whether a file that is here already is what the machine said.
    static boolean matches(Path file, RegularFile expected)
            throws IOException, InterruptedException {
        var digest = sha256();
        return Files.size(file) == expected.bytes()
                && feed(digest, file) == expected.bytes()
                && HexFormat.of().formatHex(digest.digest()).equals(expected.sha256());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static long feed(MessageDigest digest, Path file)
            throws IOException, InterruptedException {
        long fed = 0;
        var buffer = new byte[BUFFER_BYTES];
        try (var in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("while hashing " + file);
                }
                digest.update(buffer, 0, read);
                fed += read;
            }
        }
        return fed;
    }
}
