package gpudeck.bench.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/// A folder of data that is the same each time it is made up.
///
/// @param label for the table
public record Payload(String label, Path folder, int files, long bytes) {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int FOLDERS = 100;
    private static final double SMALL_BYTES = 6_500;
    private static final int BINARY_OF_100 = 15;

    /// Files as small as those of a project, text for the most part; 65 MB if there are 10,000.
    public static Payload smallFiles(Path folder, int files) throws IOException {
        var random = new Random(1);
        var text = new SourceText(random);
        for (int i = 0; i < files; i++) {
            writeSmall(folder, i, random, text);
        }
        return of(String.format(Locale.ROOT, "%,d small files", files), folder);
    }

    private static void writeSmall(Path folder, int number, Random random, SourceText text)
            throws IOException {
        boolean binary = random.nextInt(100) < BINARY_OF_100;
        int length = someLength(random);
        var file =
                folder.resolve("part-%02d".formatted(number % FOLDERS))
                        .resolve("file-%05d.%s".formatted(number, binary ? "bin" : "py"));
        write(file, binary ? noise(random, length) : text.bytes(length));
    }

    /// Most are small, some far larger.
    private static int someLength(Random random) {
        double spread = Math.exp(0.8 * random.nextGaussian() - 0.32);
        return (int) (SMALL_BYTES * spread) + 1;
    }

    /// Writes so many of the small files anew: always the same ones, never as they were.
    public void rewrite(int count, long seed) throws IOException {
        var random = new Random(seed);
        var text = new SourceText(random);
        int step = Math.max(1, files / count);
        try (var all = Files.walk(folder)) {
            var sorted = all.filter(Files::isRegularFile).sorted().toList();
            for (int i = 0; i < count; i++) {
                Files.write(sorted.get(i * step % files), text.bytes(someLength(random)));
            }
        }
    }

    /// One file that no compression makes smaller.
    public static Payload oneFile(Path folder, long bytes) throws IOException {
        var random = new Random(2);
        writeNoise(folder.resolve("data.bin"), random, bytes);
        return of("one random file", folder);
    }

    /// A Python project: many sources, some data; 41 MB if there are 2,500 sources.
    public static Payload project(Path folder, int sources) throws IOException {
        var random = new Random(3);
        var text = new SourceText(random);
        write(folder.resolve("pyproject.toml"), "[project]\nname = \"bench\"\n".getBytes(UTF_8));
        for (int i = 0; i < sources; i++) {
            var file = folder.resolve("src").resolve("package_" + i % 40).resolve("m_" + i + ".py");
            write(file, text.bytes(someLength(random)));
        }
        int unit = sources * 1_000;
        write(folder.resolve("data/words.csv"), text.bytes(4 * unit));
        write(folder.resolve("data/values.npy"), numbers(random, 3 * unit));
        writeNoise(folder.resolve("data/images.zip"), random, 3L * unit);
        return of("a Python project", folder);
    }

    /// Both halves of each number: the one that varies little, and the one that is as random.
    private static byte[] numbers(Random random, int length) {
        var buffer = ByteBuffer.allocate(length);
        for (int i = 0; buffer.remaining() >= Float.BYTES; i++) {
            buffer.putFloat((float) (Math.sin(i / 1000.0) + random.nextGaussian() / 100));
        }
        return buffer.array();
    }

    private static byte[] noise(Random random, int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }

    private static void writeNoise(Path file, Random random, long bytes) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        try (var out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= BLOCK_BYTES) {
                out.write(noise(random, (int) Math.min(left, BLOCK_BYTES)));
            }
        }
    }

    private static Payload of(String label, Path folder) throws IOException {
        int files = 0;
        long bytes = 0;
        try (var all = Files.walk(folder)) {
            for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files++;
                bytes += Files.size(file);
            }
        }
        return new Payload(label, folder, files, bytes);
    }

    /// @throws IOException unless there are as many files, of as many bytes in all
    public void check(Path copy) throws IOException {
        var there = of(label, copy);
        if (there.files != files || there.bytes != bytes) {
            throw new IOException(
                    "%s: %d files of %d bytes came of %d files of %d bytes"
                            .formatted(label, there.files, there.bytes, files, bytes));
        }
    }

    /// What and how much it is, for people.
    public String text() {
        return label
                + ", "
                + (bytes >= 1L << 30
                        ? "%d GiB".formatted(bytes >> 30)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6));
    }
}
