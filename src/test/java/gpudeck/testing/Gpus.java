package gpudeck.testing;

import gpudeck.domain.job.GpuReading;
import java.util.OptionalDouble;

/// What GPUs do, made up.
public final class Gpus {

    /// What a GPU does not tell.
    public static final double UNTOLD = -1;

    private Gpus() {}

    /// All that `nvidia-smi` is asked, in its order.
    public static GpuReading reading(
            int index,
            double use,
            double memory,
            double allMemory,
            double temperature,
            double power,
            double mostPower) {
        return new GpuReading(
                index,
                told(use),
                told(memory),
                told(allMemory),
                told(temperature),
                told(power),
                told(mostPower));
    }

    private static OptionalDouble told(double value) {
        return value == UNTOLD ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
