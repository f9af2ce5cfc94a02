package gpudeck.viewmodel.gpus;

import gpudeck.domain.Cents;
import gpudeck.domain.cloud.InstanceType;
import java.util.Locale;

/// A type in figures, as they stand in tables. "–" is what is not known, or not there.
public record TypeFacts(
        String memory,
        String price,
        String pricePerGpu,
        String pricePerMinute,
        String pricePerDay,
        String vcpus,
        String ram,
        String disk,
        String architecture) {

    private static final String UNKNOWN = "–";

    public static TypeFacts of(InstanceType type) {
        var price = type.pricePerHour();
        return new TypeFacts(
                type.gpus() > 0 && type.totalGpuMemoryGb().isPresent()
                        ? number(type.totalGpuMemoryGb().getAsInt()) + " GB"
                        : UNKNOWN,
                price.toString(),
                type.gpus() > 0 ? type.pricePerGpuHour().toString() : UNKNOWN,
                perMinute(price),
                price.times(24).toString(),
                number(type.vcpus()),
                number(type.memoryGib()),
                number(type.storageGib()),
                type.architecture().orElse(UNKNOWN));
    }

    /// A cent is too coarse for a minute.
    private static String perMinute(Cents pricePerHour) {
        return String.format(Locale.ROOT, "$%.3f", pricePerHour.value() / 6000.0);
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
