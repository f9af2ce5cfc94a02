package gpudeck.ssh.project;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.project.ProjectFiles.Entry;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Whether and how a stream to a machine that is far enough is compressed.
final class Compression {

    private static final int LEVEL = 1;

    /// Less than that fits into one window.
    private static final long LEAST_BYTES = 256 * 1024;

    private static final int SAMPLES = 32;
    private static final int SAMPLE_BYTES = 64 * 1024;
    private static final double GOOD_RATIO = 0.7;

    private Compression() {}

    /// Looks at samples from all over what is sent.
    static boolean gains(Path root, List<Entry> sent) throws LocalFileException {
        long all = sent.stream().mapToLong(Entry::bytes).sum();
        if (all < LEAST_BYTES) {
            return false;
        }
        long raw = 0;
        long packed = 0;
        long passed = 0;
        long next = 0;
        for (var entry : sent) {
            while (next < passed + entry.bytes()) {
                var sample = sample(root.resolve(entry.path()), next - passed);
                raw += sample.length;
                packed += Zstd.compress(sample, LEVEL).length;
                next += Math.max(all / SAMPLES, sample.length + 1L);
            }
            passed += entry.bytes();
        }
        return packed <= raw * GOOD_RATIO;
    }

    private static byte[] sample(Path file, long at) throws LocalFileException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = ByteBuffer.allocate(SAMPLE_BYTES);
            in.read(buffer, at);
            var sample = new byte[buffer.position()];
            buffer.flip().get(sample);
            return sample;
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    /// A compressed stream whose end does not close `out`.
    static OutputStream to(OutputStream out) throws IOException {
        var open =
                new FilterOutputStream(out) {
                    @Override
                    public void write(byte[] buffer, int offset, int length) throws IOException {
                        out.write(buffer, offset, length);
                    }

                    @Override
                    public void close() {
                        // More may follow.
                    }
                };
        return new ZstdOutputStreamNoFinalizer(open, LEVEL);
    }
}
