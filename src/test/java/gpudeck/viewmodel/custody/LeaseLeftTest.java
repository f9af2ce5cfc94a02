package gpudeck.viewmodel.custody;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.JobError;
import gpudeck.domain.Lease;
import gpudeck.domain.Messages;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.testing.Machines;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseLeftTest {

    private final Messages messages = Messages.load();

    @Test
    void turnsAmberThenRedAsItRunsOut() {
        assertThat(words(left(Duration.ofHours(3)))).isEqualTo("ACCENT 3 h");
        assertThat(words(left(Duration.ofMinutes(29)))).isEqualTo("WARNING 29 min");
        assertThat(words(left(Duration.ofMinutes(4)))).isEqualTo("DANGER 4 min");
        assertThat(words(left(Duration.ofSeconds(42)))).isEqualTo("DANGER 42 s");
    }

    @Test
    void isAmberInItsLastFifthHoweverLong() {
        var old = mine(1, NOW.minus(Duration.ofHours(9)));

        assertThat(words(Machines.leased(old, Duration.ofHours(2)))).isEqualTo("WARNING 2 h");
        assertThat(words(Machines.leased(old, Duration.ofHours(3)))).isEqualTo("ACCENT 3 h");
    }

    @Test
    void aNewLeaseIsAsLongAsWasAgreed() {
        var fresh = Machines.leased(mine(1, NOW), Duration.ofHours(12));

        assertThat(words(LeaseLeft.of(fresh, NOW.plusSeconds(9)))).isEqualTo("ACCENT 12 h");
    }

    @Test
    void changesOnlyWhenWhatIsShownDoes() {
        var machine = left(Duration.ofHours(11));

        assertThat(LeaseLeft.of(machine, NOW.plusSeconds(1)))
                .isEqualTo(LeaseLeft.of(machine, NOW.plusSeconds(30)));
        assertThat(LeaseLeft.of(machine, NOW.plusSeconds(61)))
                .isNotEqualTo(LeaseLeft.of(machine, NOW.plusSeconds(1)));
    }

    @Test
    void saysWhenThereIsNone() {
        assertThat(words(Machines.leased(mine(1), Optional.empty()))).isEqualTo("DANGER No lease");
        assertThat(LeaseLeft.of(stranger("other"), NOW)).isEqualTo(LeaseLeft.NOTHING);
        assertThat(LeaseLeft.of(Machines.ended(mine(1), NOW), NOW)).isEqualTo(LeaseLeft.NOTHING);
    }

    @Test
    void whatEndsWaitsForTheProof() {
        assertThat(words(Machines.ending(mine(1), NOW))).isEqualTo("MUTED Waiting for Lambda");
    }

    @Test
    void saysThatMoneyLimitsIt() {
        var byMoney = Optional.of(new Lease.End(NOW.plusSeconds(7200), JobError.Limit.MONEY));

        assertThat(LeaseLeft.of(Machines.leased(mine(1), byMoney), NOW).byMoney()).isTrue();
        assertThat(LeaseLeft.of(left(Duration.ofHours(2)), NOW).byMoney()).isFalse();
    }

    private static FleetInstance left(Duration left) {
        return Machines.leased(mine(1), left);
    }

    private String words(FleetInstance machine) {
        return words(LeaseLeft.of(machine, NOW));
    }

    private String words(LeaseLeft left) {
        return left.tone() + " " + messages.text(left.words());
    }
}
