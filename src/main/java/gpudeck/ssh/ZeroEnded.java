package gpudeck.ssh;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads texts that a machine ends with a zero byte each, up to a number of bytes in all: it may
/// send without end.
public final class ZeroEnded {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long left;
    private int next;
    private int end;

    /// @param limit in bytes
    public ZeroEnded(InputStream in, long limit) {
        this.in = in;
        this.left = limit;
    }

    /// Empty at the end.
    public Optional<String> next() throws IOException {
        while (true) {
            int zero = next;
            while (zero < end && buffer[zero] != 0) {
                zero++;
            }
            begun.write(buffer, next, zero - next);
            if (zero < end) {
                next = zero + 1;
                var text = RemoteName.decode(begun.toByteArray());
                begun.reset();
                return Optional.of(text);
            }
            if (!fill()) {
                return Optional.empty();
            }
        }
    }

    /// The next one, which must be there.
    public String text() throws IOException {
        return next().orElseThrow(ZeroEnded::cut);
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        left -= end;
        if (left < 0) {
            throw new IOException("the machine lists too many files");
        }
        if (end == 0 && begun.size() > 0) {
            throw cut();
        }
        return end > 0;
    }

    private static EOFException cut() {
        return new EOFException("the machine's list ended too early");
    }
}
