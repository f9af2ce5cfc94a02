package gpudeck.viewmodel.job;

import gpudeck.domain.UserMessage;
import gpudeck.domain.job.GpuReading;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// What is drawn of a GPU over time. Several count as one by what matters of them together.
public enum GpuFigure {
    USE,
    MEMORY,
    TEMPERATURE,
    POWER;

    private static final double FULL = 100;
    private static final double MIB_PER_GIB = 1024;

    /// Of these GPUs; empty if none says it.
    OptionalDouble of(List<GpuReading> gpus) {
        return switch (this) {
            case USE -> values(gpus, GpuReading::use).average();
            case MEMORY -> sum(gpus, GpuReading::memory);
            case TEMPERATURE -> values(gpus, GpuReading::temperature).max();
            case POWER -> sum(gpus, GpuReading::power);
        };
    }

    private static OptionalDouble sum(
            List<GpuReading> gpus, Function<GpuReading, OptionalDouble> which) {
        return values(gpus, which).reduce(Double::sum);
    }

    private static DoubleStream values(
            List<GpuReading> gpus, Function<GpuReading, OptionalDouble> which) {
        return gpus.stream().map(which).flatMapToDouble(OptionalDouble::stream);
    }

    /// What all of it would be. Degrees have none: 100 is where every GPU slows down.
    OptionalDouble most(List<GpuReading> gpus) {
        return switch (this) {
            case USE, TEMPERATURE -> OptionalDouble.of(FULL);
            case MEMORY -> sum(gpus, GpuReading::allMemory);
            case POWER -> sum(gpus, GpuReading::mostPower);
        };
    }

    /// In the unit that is shown, without it: `71.3`.
    String text(double value) {
        return this == MEMORY
                ? String.format(Locale.ROOT, "%.1f", value / MIB_PER_GIB)
                : whole(value);
    }

    /// For an axis: `80`.
    String whole(double value) {
        double shown = this == MEMORY ? value / MIB_PER_GIB : value;
        return String.format(Locale.ROOT, "%,.0f", shown);
    }

    /// What stands behind the value: `of 79.6 GiB`.
    UserMessage unit(double most) {
        return UserMessage.of("job.gpu.unit." + name(), text(most));
    }
}
