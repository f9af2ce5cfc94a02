package gpudeck.bench.window;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/// What commands write that write too much.
public enum FloodText {
    /// Coloured lines of 120 characters; every twentieth is a progress bar that is drawn five
    /// times.
    LINES("loss 0.9") {
        @Override
        void write(OutputStream out, int size) throws IOException {
            for (int i = 0; i < size; i++) {
                out.write((i % 20 == 19 ? bar(i) : line(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
    },
    /// One line without an end.
    LONG_LINE("never") {
        @Override
        void write(OutputStream out, int size) throws IOException {
            var piece = "0123456789 a line that never ends ".getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < size; written += piece.length) {
                out.write(piece);
            }
        }
    },
    /// Bytes that are no text, characters that are cut, control sequences without an end, a colour
    /// for every character.
    BROKEN("█") {
        @Override
        void write(OutputStream out, int size) throws IOException {
            var chance = new Random(7);
            for (int written = 0; written < size; ) {
                var piece = broken(chance);
                out.write(piece);
                written += piece.length;
            }
        }
    };

    private static final int WIDTH = 120;

    private final String word;

    FloodText(String word) {
        this.word = word;
    }

    /// One that is found in it again and again.
    String word() {
        return word;
    }

    abstract void write(OutputStream out, int size) throws IOException;

    /// @param size lines, or bytes
    public Path file(Path folder, int size) throws IOException {
        var file = folder.resolve(name() + ".txt");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out, size);
        }
        return file;
    }

    private static String line(int number) {
        var text =
                String.format(
                        Locale.ROOT,
                        "step %08d loss %.4f ",
                        number,
                        1 - (number % 10_000) / 10_000.0);
        var rest = "lr 3.0e-04 grad 0.7312 tok/s 183204 mem 71.2 GB ".repeat(3);
        return "\u001b[32m%s\u001b[0m\u001b[1;34m%s\u001b[0m\n"
                .formatted(text, rest.substring(0, WIDTH - text.length()));
    }

    private static String bar(int number) {
        var drawn = new StringBuilder();
        for (int part = 1; part <= 5; part++) {
            var head = "epoch %08d %3d%%|".formatted(number, part * 20);
            int room = WIDTH - head.length() - 1;
            int done = room * part / 5;
            drawn.append('\r')
                    .append(head)
                    .append("\u001b[36m")
                    .append("#".repeat(done))
                    .append(" ".repeat(room - done))
                    .append("\u001b[0m|");
        }
        return drawn.append('\n').toString();
    }

    private static byte[] broken(Random chance) {
        return switch (chance.nextInt(6)) {
            case 0 -> {
                var bytes = new byte[200];
                chance.nextBytes(bytes);
                yield bytes;
            }
            // The first bytes of characters without their rest, and rests without a first byte.
            case 1 -> new byte[] {(byte) 0xe2, (byte) 0x96, 'x', (byte) 0x88, (byte) 0xf0};
            case 2 -> bytes("\u001b[31;" + "1;".repeat(chance.nextInt(200)));
            case 3 -> bytes("\u001b]0;a title without an end ".repeat(1 + chance.nextInt(3)));
            case 4 -> bytes("\u001b[38;2;999;x;;;m\u001b[\u001b[?25\u001b(");
            default -> rainbow(chance);
        };
    }

    private static byte[] rainbow(Random chance) {
        var text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("\u001b[3").append(chance.nextInt(8)).append('m').append('█');
        }
        return bytes(text.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
