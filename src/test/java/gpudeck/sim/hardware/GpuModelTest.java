package gpudeck.sim.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.sim.account.Catalog;
import org.junit.jupiter.api.Test;

class GpuModelTest {

    @Test
    void knowsTheGpuOfEveryTypeThatCanBeRented() {
        assertThat(new Catalog().types())
                .filteredOn(type -> type.specs().gpus() > 0)
                .allMatch(type -> GpuModel.isKnown(type.gpuDescription()));
    }

    @Test
    void guessesWhatItDoesNotKnow() {
        var model = GpuModel.of("Z80 (64 GB)");

        assertThat(model.name()).isEqualTo("NVIDIA Z80");
        assertThat(model.memory()).isEqualTo(65_536);
    }
}
