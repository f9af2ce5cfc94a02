package gpudeck.sim.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PaceTest {

    private Instant now = Instant.EPOCH;

    @Test
    void admitsOneInItsTimeWithATenthOfSlack() {
        var pace = pace(Duration.ofSeconds(12));

        assertThat(pace.admits()).isTrue();
        after(Duration.ofSeconds(10));
        assertThat(pace.admits()).isFalse();
        after(Duration.ofMillis(800));
        assertThat(pace.admits()).isTrue();
        assertThat(pace.admits()).isFalse();
    }

    @Test
    void admitsAllWithoutALimit() {
        var pace = pace(Duration.ZERO);

        assertThat(pace.admits()).isTrue();
        assertThat(pace.admits()).isTrue();
    }

    private Pace pace(Duration least) {
        InstantSource source = () -> now;
        return new Pace(least, source.withZone(ZoneOffset.UTC));
    }

    private void after(Duration time) {
        now = now.plus(time);
    }
}
