package gpudeck.campaign;

import static gpudeck.campaign.Point.DOWNLOADING;
import static gpudeck.campaign.Point.LAUNCH_COMMITTED;
import static gpudeck.campaign.Point.LAUNCH_NOT_RECORDED;
import static gpudeck.campaign.Point.TERMINATE_SENT;
import static gpudeck.campaign.Trouble.DOWNLOAD_CUT_AT_50_PERCENT;
import static gpudeck.campaign.Trouble.LAUNCH_REPLY_LOST;
import static gpudeck.campaign.Trouble.LIST_EMPTY;
import static gpudeck.campaign.Trouble.TERMINATE_500;
import static gpudeck.campaign.Trouble.TWO_PROGRAMS_AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import gpudeck.campaign.KillScenario.Rescue;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/// What of the campaign every build runs: one trial of the worst that no other test plays.
@EnabledOnOs(LINUX)
@Tag("sim")
class CampaignCutTest {

    private static final int AT_ONCE = 4;

    private static void play(List<? extends Scenario> scenarios) {
        var tally = Campaign.ofTheProduct(AT_ONCE).play(scenarios, 1);

        assertThat(tally.isClean()).as(tally.table()).isTrue();
    }

    @Test
    void comesThroughTroubles() {
        play(
                List.of(
                        LAUNCH_REPLY_LOST,
                        TERMINATE_500,
                        LIST_EMPTY,
                        TWO_PROGRAMS_AT_ONCE,
                        DOWNLOAD_CUT_AT_50_PERCENT));
    }

    @Test
    void leavesNothingBilledWhereverItIsKilled() {
        play(
                List.of(
                        new KillScenario(LAUNCH_COMMITTED, Strike.BOTH, Rescue.RESTART),
                        new KillScenario(LAUNCH_NOT_RECORDED, Strike.PROGRAM, Rescue.NONE),
                        new KillScenario(DOWNLOADING, Strike.BOTH, Rescue.RESTART),
                        new KillScenario(TERMINATE_SENT, Strike.PROGRAM, Rescue.NONE)));
    }
}
