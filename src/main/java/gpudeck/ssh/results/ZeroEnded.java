package gpudeck.ssh.results;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads texts that a machine ends with a zero byte each, up to a number of bytes in all: it may
/// send without end.
final class ZeroEnded {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private long left;

    ZeroEnded(InputStream in, long limit) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        this.left = limit;
    }

    /// Empty at the end.
    Optional<String> next() throws IOException {
        var text = new ByteArrayOutputStream();
        while (true) {
            int read = in.read();
            if (read < 0 && text.size() == 0) {
                return Optional.empty();
            }
            if (read < 0) {
                throw new EOFException("the machine's list ended too early");
            }
            if (read == 0) {
                return Optional.of(RemoteName.decode(text.toByteArray()));
            }
            if (--left < 0) {
                throw new IOException("the machine lists too many files");
            }
            text.write(read);
        }
    }

    String text() throws IOException {
        return next().orElseThrow(() -> new EOFException("the machine's list ended too early"));
    }
}
