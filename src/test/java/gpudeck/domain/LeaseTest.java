package gpudeck.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Cents PRICE = new Cents(200);

    @Test
    void endsAfterItsTimeIfThatComesFirst() {
        var lease = new Lease(Duration.ofHours(2), Optional.of(new Cents(1_000)));

        assertThat(lease.end(NOW, PRICE))
                .isEqualTo(new Lease.End(NOW.plus(Duration.ofHours(2)), JobError.Limit.LEASE));
    }

    @Test
    void endsWhenTheMoneyIsSpentIfThatComesFirst() {
        var lease = new Lease(Duration.ofHours(12), Optional.of(new Cents(300)));

        assertThat(lease.end(NOW, PRICE))
                .isEqualTo(new Lease.End(NOW.plus(Duration.ofMinutes(90)), JobError.Limit.MONEY));
    }

    @Test
    void whatCostsNothingIsLimitedByTimeAlone() {
        var lease = new Lease(Duration.ofHours(1), Optional.of(new Cents(1)));

        assertThat(lease.length(Cents.ZERO)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void hasNothingLeftFromItsEndOn() {
        var end = new Lease.End(NOW, JobError.Limit.LEASE);

        assertThat(end.isOver(NOW)).isTrue();
        assertThat(end.left(NOW.plusSeconds(5))).isZero();
        assertThat(end.isOver(NOW.minusMillis(1))).isFalse();
        assertThat(end.later(Duration.ofHours(1)).left(NOW)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aLeaseOfNothingIsNone() {
        assertThatThrownBy(() -> new Lease(Duration.ZERO, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
