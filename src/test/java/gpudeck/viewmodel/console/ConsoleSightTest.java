package gpudeck.viewmodel.console;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleSightTest {

    private final LineRing ring = new LineRing(5, 1000);
    private final ConsoleSight sight = new ConsoleSight(ring);

    @Test
    void keepsWhatIsLookedAtUntilSomethingElseIs() {
        add(0, 8);
        assertThat(texts(sight.look(3, 2))).containsExactly("line 3", "line 4");

        add(8, 28);

        assertThat(texts(sight.look(3, 2))).containsExactly("line 3", "line 4");
        assertThat(texts(sight.look(0, 2))).as("above").containsExactly("line 3", "line 4");
        assertThat(texts(sight.look(4, 2))).as("below").containsExactly("line 4");
        assertThat(texts(sight.look(5, 2))).as("elsewhere").containsExactly("line 23", "line 24");
        assertThat(texts(sight.look(3, 2))).as("gone").containsExactly("line 23", "line 24");
    }

    @Test
    void goesOnWithWhatIsKeptWhereNothingIsBetween() {
        add(0, 8);
        sight.look(3, 3);

        add(8, 10);

        assertThat(texts(sight.look(4, 3))).containsExactly("line 4", "line 5", "line 6");
    }

    @Test
    void aSelectionHasWhatIsInSightAndWhatIsKept() {
        add(0, 8);
        sight.look(3, 2);
        var all = ConsoleSelection.at(new ConsolePosition(3, 5)).to(new ConsolePosition(24, 4));

        add(8, 28);

        assertThat(all.text(sight)).isEqualTo("3\nline 4\nline 23\nline");
    }

    private void add(int from, int to) {
        IntStream.range(from, to)
                .forEach(i ->
                        ring.add(
                                ConsoleLine.of(
                                        ConsoleLine.Kind.OUTPUT, Samples.MORNING, "line " + i)));
    }

    private static List<String> texts(LineRing.View view) {
        return view.lines().stream().map(ConsoleLine::text).toList();
    }
}
