package gpudeck.viewmodel.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.viewmodel.job.LossTrail.Span;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LossTrailTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final LossTrail trail = new LossTrail();

    @Test
    void keepsEachThatIsASecondApart() {
        trail.add(3, START);
        trail.add(2, START.plusSeconds(1));
        trail.add(1, START.plusSeconds(2));

        assertThat(trail.spans())
                .containsExactly(
                        new Span(START, 3, 3),
                        new Span(START.plusSeconds(1), 2, 2),
                        new Span(START.plusSeconds(2), 1, 1));
    }

    /// A day of it, once a second, with one peak.
    @Test
    void getsCoarserButLosesNoPeak() {
        int day = 86_400;
        for (int i = 0; i < day; i++) {
            trail.add(i == 12_345 ? 99 : 2.0 + i % 2, START.plusSeconds(i));
        }

        var spans = trail.spans();
        assertThat(spans).hasSizeBetween(128, 256);
        assertThat(spans.getFirst().from()).isEqualTo(START);
        assertThat(spans.getLast().from()).isAfter(START.plusSeconds(day - 1000));
        assertThat(spans).filteredOn(span -> span.highest() == 99).hasSize(1);
        assertThat(spans).allMatch(span -> span.lowest() == 2);
    }

    @Test
    void beginsAnewWhenTheMachinesClockWasSet() {
        trail.add(3, START);
        trail.add(2, START.minusSeconds(60));

        assertThat(trail.spans()).containsExactly(new Span(START.minusSeconds(60), 2, 2));
    }

    @Test
    void saysThatThereIsMoreOnlyIfThereIs() {
        trail.add(3, START);
        int before = trail.version();

        trail.add(3, START.plusSeconds(5));
        assertThat(trail.version()).isEqualTo(before);

        trail.add(2, START.plusSeconds(7));
        assertThat(trail.version()).isGreaterThan(before);
        assertThat(trail.newest()).hasValue(2);
    }

    @Test
    void whatIsNoNumberIsToldButNotDrawn() {
        trail.add(3, START);
        trail.add(Double.NaN, START.plusSeconds(6));

        assertThat(trail.newest()).hasValue(Double.NaN);
        assertThat(trail.spans()).containsExactly(new Span(START, 3, 3));
    }

    /// A script may write anything.
    @Test
    void whatNoChartHasRoomForIsToldButNotDrawn() {
        trail.add(1e308, START);
        trail.add(-1e308, START.plusSeconds(2));
        trail.add(1e-300, START.plusSeconds(4));
        trail.add(1, START.plusSeconds(6));

        assertThat(trail.spans())
                .containsExactly(
                        new Span(START.plusSeconds(4), 0, 0), new Span(START.plusSeconds(6), 1, 1));
    }
}
