package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Scenario SCENARIO = Trouble.LAUNCH_504;
    private static final Duration SHORT = Duration.ofMillis(1_500);

    private final Tally tally = new Tally();

    @Test
    void addsTheRunsOfAScenarioUp() {
        tally.add(SCENARIO, new Verdict(0, 0, 0, 0, Duration.ofSeconds(1)));
        tally.add(SCENARIO, new Verdict(0, 0, 0, 0, SHORT));

        assertThat(tally.isClean()).isTrue();
        assertThat(tally.table()).contains("| LAUNCH_504 | 2 | 0 | 0 | 0 | 0 | 1.5 |  |");
    }

    @Test
    void failsOnAnyNumberThatIsNotZero() {
        tally.add(SCENARIO, new Verdict(0, 0, 1, 0, SHORT));

        assertThat(tally.isClean()).isFalse();
        assertThat(tally.table()).contains("| LAUNCH_504 | 1 | 0 | 0 | 1 | 0 | 1.5 | **fails** |");
    }

    @Test
    void failsOnAnEndThatTookTooLong() {
        tally.add(SCENARIO, new Verdict(0, 0, 0, 0, SCENARIO.limit().plusMillis(1)));

        assertThat(tally.isClean()).isFalse();
    }

    @Test
    void failsOnATrialThatCouldNotBeCarriedOut() {
        tally.addBroken(SCENARIO, 3, new AssertionError("the point never came"));

        assertThat(tally.isClean()).isFalse();
        assertThat(tally.broken())
                .containsExactly(
                        "LAUNCH_504, seed 3: java.lang.AssertionError: the point never came");
    }
}
