package gpudeck.viewmodel.console;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.Samples;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineRingTest {

    private final LineRing ring = new LineRing(5, 100);

    @Test
    void keepsTheLastLinesUnderTheirOwnNumbers() {
        add(8);

        var view = ring.read(0, 2);

        assertThat(view.first()).isEqualTo(3);
        assertThat(view.end()).isEqualTo(8);
        assertThat(texts(view)).containsExactly("line 3", "line 4");
        assertThat(texts(ring.read(6, 10))).containsExactly("line 6", "line 7");
        assertThat(texts(ring.read(100, 10))).isEmpty();
    }

    @Test
    void givesBackEachLineAsItCame() {
        var all = IntStream.range(0, 1_000).mapToObj(LineRingTest::anyLine).toList();
        var large = new LineRing(700, Long.MAX_VALUE);

        all.forEach(large::add);

        assertThat(large.read(0, 1_000).lines()).isEqualTo(all.subList(300, 1_000));
        assertThat(large.read(0, 1_000).lines())
                .extracting(ConsoleLine::spans)
                .isEqualTo(all.subList(300, 1_000).stream().map(ConsoleLine::spans).toList());
    }

    /// Of any kind, some coloured, some beyond Latin-1, some empty.
    private static ConsoleLine anyLine(int number) {
        var kinds = ConsoleLine.Kind.values();
        var text = (number % 50 == 0 ? "█ " : "é ").repeat(number % 7) + "x".repeat(number % 3);
        var spans = text.length() > 1 && number % 2 == 0 ? new int[] {3, 1 << 8 | 4} : new int[0];
        long at = Samples.MORNING.toEpochMilli() + number;
        return new ConsoleLine(kinds[number % kinds.length], at, text, spans);
    }

    @Test
    void keepsFewerLinesIfTheyAreLong() {
        ring.add(line("x".repeat(60)));
        ring.add(line("y".repeat(60)));

        assertThat(texts(ring.read(0, 9))).containsExactly("y".repeat(60));
    }

    @Test
    void keepsOneLineHoweverLong() {
        ring.add(line("x".repeat(500)));

        assertThat(texts(ring.read(0, 9))).hasSize(1);
    }

    @Test
    void showsOpenLinesLast() {
        add(1);
        ring.setOpen(List.of(line("50%")));
        ring.setOpen(List.of(line("60%")));

        var view = ring.read(0, 9);

        assertThat(texts(view)).containsExactly("line 0", "60%");
        assertThat(view.openFrom()).isEqualTo(1);
        assertThat(view.version()).isEqualTo(3);
    }

    @Test
    void findsTextInLinesThatComeAndGo() {
        var search = new ConsoleSearch(ring);
        add(4);
        search.begin("LINE");

        assertThat(search.advance()).isFalse();
        assertThat(search.count()).isEqualTo(4);
        assertThat(search.from(2)).contains(new ConsolePosition(2, 0));
        assertThat(search.index()).isEqualTo(3);
        assertThat(search.next()).contains(new ConsolePosition(3, 0));
        assertThat(search.next()).contains(new ConsolePosition(0, 0));
        assertThat(search.previous()).contains(new ConsolePosition(3, 0));

        ring.add(line("another line, a line"));
        ring.add(line("nothing"));
        search.advance();

        assertThat(search.count()).isEqualTo(5);
        assertThat(search.index()).isEqualTo(3);
        assertThat(search.columns("a line, no Line", 0, 99)).containsExactly(2, 11);
        assertThat(search.columns("a line, no Line", 5, 11)).containsExactly(2);
    }

    @Test
    void findsNothingForAnEmptyText() {
        var search = new ConsoleSearch(ring);
        add(2);
        search.begin("");
        search.advance();

        assertThat(search.count()).isZero();
        assertThat(search.next()).isEmpty();
        assertThat(search.current()).isEmpty();
    }

    @Test
    void searchesAFullConsoleInSteps() {
        var full = new LineRing(25_000, Long.MAX_VALUE);
        IntStream.range(0, 25_000).forEach(i -> full.add(line("loss " + i)));
        var search = new ConsoleSearch(full, () -> 0);
        search.begin("loss");

        assertThat(search.advance()).isTrue();
        assertThat(search.advance()).isTrue();
        assertThat(search.advance()).isFalse();
        assertThat(search.count()).isEqualTo(25_000);
    }

    @Test
    void searchesNoLongerAtATimeThanTheWindowCanSpare() {
        var full = new LineRing(1_000, Long.MAX_VALUE);
        IntStream.range(0, 1_000).forEach(_ -> full.add(line("x".repeat(4_996) + "loss")));
        var clock = new AtomicLong();
        // Each look at it, after 50,000 characters, finds it a millisecond on.
        var search = new ConsoleSearch(full, () -> clock.getAndAdd(1_000_000));
        search.begin("Loss");

        assertThat(search.advance()).isTrue();
        assertThat(search.count()).isBetween(40, 60);
        while (search.advance()) {
            assertThat(search.count()).isLessThan(1_000);
        }
        assertThat(search.count()).isEqualTo(1_000);
    }

    @Test
    void remembersTheLastOfTooManyMatches() {
        var full = new LineRing(1_000, Long.MAX_VALUE);
        IntStream.range(0, 300).forEach(_ -> full.add(line("x".repeat(4_000))));
        var search = new ConsoleSearch(full, () -> 0);
        search.begin("x");

        assertThat(search.advance()).isFalse();
        assertThat(search.count()).isBetween(500_000, 1 << 20);
        assertThat(search.previous()).contains(new ConsolePosition(299, 3_999));
    }

    @Test
    void copiesWhatIsSelectedAcrossLines() {
        add(4);
        var selection =
                ConsoleSelection.at(new ConsolePosition(2, 4)).to(new ConsolePosition(0, 5));

        assertThat(selection.text(ring)).isEqualTo("0\nline 1\nline");
        assertThat(ConsoleSelection.all(ring).text(ring))
                .isEqualTo("line 0\nline 1\nline 2\nline 3\n");
        assertThat(ConsoleSelection.at(new ConsolePosition(1, 1)).text(ring)).isEmpty();
    }

    @Test
    void joinsTheLineThatWasTooLongWhenCopied() {
        ring.add(line("abc…"));
        ring.add(ConsoleLine.of(ConsoleLine.Kind.CONTINUED, Samples.MORNING, "def"));

        assertThat(ConsoleSelection.all(ring).text(ring)).isEqualTo("abcdef\n");
    }

    private void add(int count) {
        IntStream.range(0, count).forEach(i -> ring.add(line("line " + i)));
    }

    private static ConsoleLine line(String text) {
        return ConsoleLine.of(ConsoleLine.Kind.OUTPUT, Samples.MORNING, text);
    }

    private static List<String> texts(LineRing.View view) {
        return view.lines().stream().map(ConsoleLine::text).toList();
    }
}
