package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledOnOs(LINUX)
@Tag("campaign")
class PointTest {

    @ParameterizedTest
    @EnumSource
    void isReachedAndLeavesTheJobUnharmed(Point point) throws Exception {
        try (var trial = Trial.open(Plan.of(1).with(point.job()))) {
            var trap = point.set(trial);
            var program = trial.startJob();

            trap.await();
            trap.release();
        }
    }
}
