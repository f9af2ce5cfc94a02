package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import gpudeck.campaign.KillScenario.Rescue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/// The whole fault campaign. It takes its time: `mvn verify -Pcampaign`.
@EnabledOnOs(LINUX)
@Tag("campaign")
class CampaignTest {

    private static final int AT_ONCE = 6;
    private static final int SEEDS = Integer.getInteger("campaign.seeds", 10);

    private static void play(List<? extends Scenario> scenarios, int seeds) {
        var tally = Campaign.ofTheProduct(AT_ONCE).play(scenarios, seeds);

        System.out.println(tally.table());
        assertThat(tally.isClean()).as(tally.table()).isTrue();
    }

    @Test
    void leavesNothingBilledWhereverItIsKilled() {
        var scenarios = new ArrayList<KillScenario>();
        for (var point : Point.values()) {
            for (var strike : Strike.values()) {
                var rescue = strike == Strike.BOTH ? Rescue.RESTART : Rescue.NONE;
                scenarios.add(new KillScenario(point, strike, rescue));
            }
            scenarios.add(new KillScenario(point, Strike.PROGRAM, Rescue.RESTART));
        }
        play(scenarios, SEEDS);
    }

    /// A thousand transfers that are cut or wrong, and none of them taken for whole.
    @Test
    void acceptsNoDamagedDownload() {
        play(List.of(Trouble.DOWNLOAD_DAMAGED_AGAIN_AND_AGAIN), 5 * SEEDS);
    }

    @Test
    void comesThroughEveryTrouble() {
        play(Arrays.asList(Trouble.values()), 1);
    }
}
