package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import gpudeck.campaign.KillScenario.Rescue;
import gpudeck.sim.account.Bill;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX)
class KillScenarioTest {

    /// What the dead program had sent is bought all the same; nobody is there who ends it.
    @Test
    void isAStrayIfNobodyHelps() throws Exception {
        var scenario = new KillScenario(Point.LAUNCH_SENT, Strike.BOTH, Rescue.NONE);
        try (var trial = Trial.open(scenario.plan(1))) {
            var from = scenario.play(trial);

            var verdict = new Oracle(trial).judge(from, Duration.ofMillis(100), false);

            assertThat(verdict.strays()).isEqualTo(1);
            assertThat(verdict.duplicates()).isZero();
            assertThat(verdict.wronglyEnded()).isZero();
            assertThat(trial.simulator().bills()).filteredOn(Bill::isStrangers).hasSize(3);
        }
    }

    @Test
    void isNoDuplicateIfTheIntentWasNeverSent() throws Exception {
        var scenario = new KillScenario(Point.INTENT_WRITTEN, Strike.BOTH, Rescue.NONE);
        try (var trial = Trial.open(scenario.plan(1))) {
            var from = scenario.play(trial);

            var verdict = new Oracle(trial).judge(from, Duration.ofMillis(100), false);

            assertThat(verdict.isClean()).as(verdict.toString()).isTrue();
            assertThat(trial.journal().launches()).hasSize(1);
            assertThat(trial.ours()).isEmpty();
        }
    }
}
