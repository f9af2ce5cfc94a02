package gpudeck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.TestTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransferRateTest {

    private final TestTime time = TestTime.byHand();
    private final TransferRate rate = new TransferRate(time, 500);

    @Test
    void isNotKnownAtFirst() {
        assertThat(rate.recent(500)).isZero();
        assertThat(rate.overall(500)).isZero();
    }

    @Test
    void isThatOfTheLastSeconds() {
        long bytes = 500;
        for (int i = 0; i < 100; i++) {
            bytes += 1000;
            after(Duration.ofMillis(100), bytes);
        }
        assertThat(rate.recent(bytes)).isEqualTo(10_000);

        for (int i = 0; i < 100; i++) {
            bytes += 10;
            after(Duration.ofMillis(100), bytes);
        }

        assertThat(rate.recent(bytes)).isEqualTo(100);
        assertThat(rate.overall(bytes)).isEqualTo((100_000 + 1_000) / 20);
    }

    private void after(Duration pause, long bytes) {
        time.advance(pause);
        rate.recent(bytes);
    }
}
