package gpudeck.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedPaceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration GAP = Duration.ofSeconds(1);
    private static final Duration LAUNCH_GAP = Duration.ofSeconds(12);

    @TempDir private Path folder;

    private SharedPace one;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("pace");
        one = at(NOW);
    }

    private SharedPace at(Instant now) throws Exception {
        return SharedPace.open(file, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void theTurnOfOneIsNotTheTurnOfAnother() throws Exception {
        assertThat(one.tryTake(false, GAP, LAUNCH_GAP)).isZero();

        var other = at(NOW.plusMillis(300));
        assertThat(other.tryTake(false, GAP, LAUNCH_GAP)).isEqualTo(Duration.ofMillis(700));
        assertThat(at(NOW.plusMillis(1000)).tryTake(false, GAP, LAUNCH_GAP)).isZero();
    }

    @Test
    void launchesOfAllProgramsKeepTheirOwnGap() throws Exception {
        assertThat(one.tryTake(true, GAP, LAUNCH_GAP)).isZero();

        var later = at(NOW.plusSeconds(2));
        assertThat(later.tryTake(true, GAP, LAUNCH_GAP)).isEqualTo(Duration.ofSeconds(10));
        assertThat(later.tryTake(false, GAP, LAUNCH_GAP)).isZero();
        assertThat(at(NOW.plusSeconds(12)).tryTake(true, GAP, LAUNCH_GAP)).isZero();
    }

    @Test
    void allSlowDownWhenTheCloudAsksOne() throws Exception {
        one.slowDown(Duration.ofSeconds(5));

        assertThat(at(NOW).tryTake(false, GAP, LAUNCH_GAP)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aClockThatWasSetBackStopsNobody() throws Exception {
        one.tryTake(true, GAP, LAUNCH_GAP);

        assertThat(at(NOW.minus(Duration.ofHours(2))).tryTake(true, GAP, LAUNCH_GAP)).isZero();
    }

    @Test
    void aFileOfRubbishStopsNobody() throws Exception {
        Files.write(file, new byte[] {127, -1, -1, -1, 1, 2, 3, 4, 127, 0, 0, 0, 1, 1, 1, 1});

        assertThat(at(NOW).tryTake(true, GAP, LAUNCH_GAP)).isZero();
    }

    @Test
    void twoPacersWithOneFileTakeTurns() throws Exception {
        var gap = Duration.ofMillis(40);
        var a = Pacer.of(gap, gap, SharedPace.open(file));
        var b = Pacer.of(gap, gap, SharedPace.open(file));
        long before = System.nanoTime();

        for (int i = 0; i < 3; i++) {
            a.await(Pacer.Lane.ORDINARY);
            b.await(Pacer.Lane.TERMINATE);
        }

        // Clocks tick in milliseconds.
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(5 * 39_000_000L);
    }
}
