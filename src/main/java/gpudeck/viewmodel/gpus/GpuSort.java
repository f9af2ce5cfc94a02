package gpudeck.viewmodel.gpus;

import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import java.util.Comparator;

/// The order inside the groups. Whatever it is, open types come first.
public record GpuSort(Key key, boolean ascending) {

    public static final GpuSort DEFAULT = new GpuSort(Key.PRICE, true);

    public enum Key {
        TYPE,
        MEMORY,
        PRICE,
        PRICE_PER_GPU,
        VCPU,
        RAM,
        DISK,
        ARCHITECTURE
    }

    /// Equal ones go by price, then by name, so that they never change places by themselves.
    Comparator<TypeOffer> order() {
        var order = ascending ? byKey() : byKey().reversed();
        return Comparator.comparing(
                TypeOffer::type,
                order.thenComparing(InstanceType::pricePerHour).thenComparing(InstanceType::name));
    }

    private Comparator<InstanceType> byKey() {
        return switch (key) {
            case TYPE ->
                    Comparator.comparing(InstanceType::model).thenComparingInt(InstanceType::gpus);
            case MEMORY -> Comparator.comparingInt(type -> type.totalGpuMemoryGb().orElse(0));
            case PRICE -> Comparator.comparing(InstanceType::pricePerHour);
            case PRICE_PER_GPU -> Comparator.comparing(InstanceType::pricePerGpuHour);
            case VCPU -> Comparator.comparingInt(InstanceType::vcpus);
            case RAM -> Comparator.comparingInt(InstanceType::memoryGib);
            case DISK -> Comparator.comparingInt(InstanceType::storageGib);
            case ARCHITECTURE -> Comparator.comparing(type -> type.architecture().orElse(""));
        };
    }
}
