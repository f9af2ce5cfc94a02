package gpudeck.ssh.project;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.project.ProjectFiles.Entry;
import gpudeck.ssh.project.ProjectFiles.Kind;
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

    /// Still several times as fast as a far link, and a tenth smaller than level 1.
    private static final int LEVEL = 3;

    /// Less than that fits into one window.
    private static final long LEAST_BYTES = 256 * 1024;

    private static final int SAMPLES = 64;
    private static final int SAMPLE_BYTES = 64 * 1024;

    /// A far link is so slow that compressing costs no time: a tenth less is a tenth sooner.
    private static final double GOOD_RATIO = 0.9;

    /// What tar puts around each file, nearly all of it zeros.
    private static final int HEADER_BYTES = 512;

    private Compression() {}

    /// Looks at samples at even distances in the archive that is sent. Each stands for as many
    /// bytes as the others, however short it is: a small file ends before its sample is full.
    static boolean gains(Path root, List<Entry> sent) throws LocalFileException {
        var files = sent.stream().filter(entry -> entry.kind() == Kind.FILE).toList();
        long all = files.stream().mapToLong(Compression::archived).sum();
        if (all < LEAST_BYTES) {
            return false;
        }
        double left = 0;
        int samples = 0;
        long passed = 0;
        long next = 0;
        for (var file : files) {
            for (; next < passed + archived(file); next += Math.max(all / SAMPLES, SAMPLE_BYTES)) {
                left += left(root.resolve(file.path()), file.bytes(), next - passed);
                samples++;
            }
            passed += archived(file);
        }
        return left <= samples * GOOD_RATIO;
    }

    private static long archived(Entry file) {
        return file.bytes() + HEADER_BYTES;
    }

    /// The share that is left of a part of a file once it is compressed.
    private static double left(Path file, long bytes, long at) throws LocalFileException {
        var sample = sample(file, Math.max(0, Math.min(at, bytes - SAMPLE_BYTES)));
        double packed = Zstd.compress(sample, LEVEL).length;
        return Math.min(1, packed / (sample.length + HEADER_BYTES));
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
