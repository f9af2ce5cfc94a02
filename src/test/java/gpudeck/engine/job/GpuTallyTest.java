package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.GpuUse;
import gpudeck.testing.Gpus;
import gpudeck.testing.RunStates;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuTallyTest {

    private final GpuTally tally = new GpuTally();

    @Test
    void weighsEachReadingByTheTimeSinceTheOneBefore() {
        told(0, 0);
        told(1, 0);

        var use = told(9, 100);

        assertThat(use.counted()).isEqualTo(Duration.ofSeconds(10));
        assertThat(use.mean()).isEqualTo(80);
    }

    @Test
    void severalGpusCountAsOne() {
        assertThat(told(0, 20, 60).mean()).isEqualTo(40);
    }

    @Test
    void isIdleWhileNoneOfThemIsUsed() {
        told(0, 0, 90);
        assertThat(told(5, 0, 4).idle()).isZero();
        assertThat(told(30, 3, 0).idle()).isEqualTo(Duration.ofSeconds(25));
        assertThat(told(35, 0, 5).idle()).isZero();
    }

    @Test
    void aTimeThatNothingIsKnownOfIsNeitherIdleNorCounted() {
        told(0, 0);
        told(20, 0);

        var use = told(2000, 0);

        assertThat(use.idle()).isZero();
        assertThat(use.counted()).isEqualTo(Duration.ofSeconds(22));
    }

    @Test
    void goesOnWhenTheMachinesClockIsSetBack() {
        told(1000, 0);

        told(10, 50);
        var use = told(15, 50);

        assertThat(use.idle()).isZero();
        assertThat(use.counted()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void saysNothingOfGpusThatDoNotTell() {
        assertThat(add(0, Gpus.UNTOLD)).isEmpty();
    }

    private GpuUse told(long at, double... uses) {
        return add(at, uses).orElseThrow();
    }

    private Optional<GpuUse> add(long at, double... uses) {
        return tally.add(
                Arrays.stream(uses).mapToObj(GpuTallyTest::used).toList(), RunStates.at(at));
    }

    private static GpuReading used(double use) {
        return Gpus.reading(0, use, 1024, 2048, 60, 100, 400);
    }
}
