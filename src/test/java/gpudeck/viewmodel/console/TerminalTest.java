package gpudeck.viewmodel.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.Samples;
import gpudeck.viewmodel.console.ConsoleLine.Kind;
import gpudeck.viewmodel.console.TextStyle.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalTest {

    static Stream<Arguments> streams() {
        return Stream.of(
                is("one\ntwo\n", "one", "two"),
                is("windows\r\nends\r\n", "windows", "ends"),
                is("no end", "no end"),
                is("\n\n", "", ""),
                is(" 10%\r 50%\r100%\n", "100%"),
                is("12345\rab\n", "ab345"),
                is("12345\r\u001b[Kab\n", "ab"),
                is("12345\u001b[2K\rab\n", "ab   "),
                is("abc\b\bX\n", "aXc"),
                is("\b\bx\n", "x"),
                is("a\tb\n", "a       b"),
                is("12345678\tb\n", "12345678        b"),
                is("a\u0007b\u0000c\u007fd\n", "abcd"),
                is("\u001b]0;a title\u0007text\n", "text"),
                is("\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\\n", "link"),
                is("\u001b[3A\u001b[10;20H\u001b[?25lshown\u001b[?25h\n", "shown"),
                is("\u001b(Bcharset\u001b=\n", "charset"),
                is("\u001bPdevice\u001b\\after\n", "after"),
                is("broken \u001b]0;never ends\nnext\n", "broken ", "next"),
                is("broken \u001b[31\nnext\n", "broken ", "next"),
                is("Größe 模型 🚀 é\n", "Größe 模型 🚀 é"),
                is("\u001b[31mred\u001b[0m plain\n", "red plain"));
    }

    private static Arguments is(String written, String... lines) {
        return Arguments.of(written, List.of(lines));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void showsLinesAsATerminalWould(String written, List<String> lines) {
        assertThat(texts(atOnce(written.getBytes(UTF_8)))).isEqualTo(lines);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void makesNoDifferenceWhereTheStreamIsCut(String written, List<String> lines) {
        var bytes = written.getBytes(UTF_8);

        assertThat(pieces(bytes, new Random(1), 1)).isEqualTo(atOnce(bytes));
    }

    @Test
    void makesNoDifferenceHowAnythingAtAllIsCut() {
        var all =
                streams()
                        .map(a -> (String) a.get()[0])
                        .collect(Collectors.joining("\u001b[1;38;5;208m"));
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            var bytes = noise(all.getBytes(UTF_8), random);

            assertThat(pieces(bytes, random, 1 + random.nextInt(9)))
                    .as("round %d", round)
                    .isEqualTo(atOnce(bytes));
        }
    }

    @Test
    void replacesBytesThatAreNotUtf8() {
        var lines = atOnce(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, '\n', (byte) 0xe2, '('});

        assertThat(texts(lines)).containsExactly("a\ufffdb\ufffd", "\ufffd(");
    }

    @Test
    void keepsACharacterThatTheStreamEndsInTheMiddleOf() {
        assertThat(texts(pieces(new byte[] {'x', (byte) 0xe2, (byte) 0x82}, new Random(1), 1)))
                .containsExactly("x\ufffd");
    }

    @Test
    void mapsColoursToRoles() {
        assertThat(spans("\u001b[31mred\u001b[1m bold\u001b[0m plain"))
                .containsExactly(
                        new ConsoleLine.Span(0, 3, TextStyle.PLAIN.in(Color.RED)),
                        new ConsoleLine.Span(3, 8, new TextStyle(Color.RED, true, false, false)),
                        new ConsoleLine.Span(8, 14, TextStyle.PLAIN));
        assertThat(color("\u001b[92mx")).isEqualTo(Color.GREEN);
        assertThat(color("\u001b[38;5;9mx")).isEqualTo(Color.RED);
        assertThat(color("\u001b[38;5;244mx")).isEqualTo(Color.GREY);
        assertThat(color("\u001b[38;5;51mx")).isEqualTo(Color.CYAN);
        assertThat(color("\u001b[38;2;250;250;250mx")).isEqualTo(Color.WHITE);
        assertThat(color("\u001b[38:2:200:20:190mx")).isEqualTo(Color.MAGENTA);
        assertThat(color("\u001b[48;5;1mx")).isEqualTo(Color.DEFAULT);
        assertThat(color("\u001b[48;2;1;2;3;34mx")).isEqualTo(Color.BLUE);
        assertThat(color("\u001b[31m\u001b[39mx")).isEqualTo(Color.DEFAULT);
        assertThat(color("\u001b[999999999999mx")).isEqualTo(Color.DEFAULT);
        assertThat(color("\u001b[>4;2mx")).isEqualTo(Color.DEFAULT);
    }

    @Test
    void keepsTheColoursOfWhatABarDrewOver() {
        assertThat(spans("\u001b[31mabc\u001b[0m\rX"))
                .containsExactly(
                        new ConsoleLine.Span(0, 1, TextStyle.PLAIN),
                        new ConsoleLine.Span(1, 3, TextStyle.PLAIN.in(Color.RED)));
    }

    @Test
    void breaksALineThatIsTooLongAndSaysSo() {
        var lines = atOnce("x".repeat(10_000).getBytes(UTF_8));

        assertThat(texts(lines))
                .containsExactly("x".repeat(4096) + "…", "x".repeat(4096) + "…", "x".repeat(1808));
        assertThat(lines)
                .extracting(ConsoleLine::kind)
                .containsExactly(Kind.OUTPUT, Kind.CONTINUED, Kind.CONTINUED);
    }

    @Test
    void showsTheLineThatHasNoEndYet() {
        var terminal = new Terminal(_ -> {});
        var bytes = " 50%|#####     |".getBytes(UTF_8);

        terminal.take(bytes, 0, bytes.length, Samples.MORNING);

        assertThat(terminal.open()).hasValueSatisfying(l -> assertThat(l.text()).contains("50%"));
    }

    private static byte[] noise(byte[] bytes, Random random) {
        var noisy = bytes.clone();
        IntStream.range(0, 40)
                .forEach(_ -> noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256));
        return noisy;
    }

    private static List<ConsoleLine> atOnce(byte[] bytes) {
        return pieces(bytes, new Random(0), bytes.length);
    }

    /// Feeds pieces of at most `most` bytes.
    private static List<ConsoleLine> pieces(byte[] bytes, Random random, int most) {
        var lines = new ArrayList<ConsoleLine>();
        var terminal = new Terminal(lines::add);
        int at = 0;
        while (at < bytes.length) {
            int length =
                    most == bytes.length
                            ? most
                            : Math.min(bytes.length - at, 1 + random.nextInt(most));
            terminal.take(bytes, at, length, Samples.MORNING);
            at += length;
        }
        terminal.end(Samples.MORNING);
        return lines;
    }

    private static List<String> texts(List<ConsoleLine> lines) {
        return lines.stream().map(ConsoleLine::text).toList();
    }

    private static List<ConsoleLine.Span> spans(String written) {
        return atOnce(written.getBytes(UTF_8)).getFirst().spans();
    }

    private static Color color(String written) {
        return spans(written).getFirst().style().color();
    }
}
