package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The campaign can fail: it notices each mistake that is made on purpose.
@EnabledOnOs(LINUX)
@Tag("campaign")
class DefectTest {

    @ParameterizedTest
    @EnumSource
    void isNoticed(Defect defect) {
        var campaign = new Campaign(1, plan -> plan.with(defect.addedTo(Patch.none())));

        var tally = campaign.play(List.of(defect.scenario()), 1);

        System.out.println(tally.table());
        assertThat(tally.broken()).as(tally.table()).isEmpty();
        assertThat(tally.isClean()).as(tally.table()).isFalse();
    }
}
