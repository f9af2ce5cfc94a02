package gpudeck.engine.fleet;

import gpudeck.domain.Cents;
import gpudeck.domain.cloud.InstanceType;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// The types that the cloud offered last, by name.
record TypeBook(Function<String, Optional<InstanceType>> offered) {

    /// What is known of the type, at this price if that is the higher one: cost is an upper bound.
    InstanceType at(String name, Cents price) {
        return atLeast(offered.apply(name).orElseGet(() -> unheardOf(name)), price);
    }

    Cents priceOf(String name) {
        return offered.apply(name).map(InstanceType::pricePerHour).orElse(Cents.ZERO);
    }

    static InstanceType atLeast(InstanceType type, Cents price) {
        if (type.pricePerHour().compareTo(price) >= 0) {
            return type;
        }
        return new InstanceType(
                type.name(),
                type.description(),
                type.gpuDescription(),
                price,
                type.gpus(),
                type.gpuMemoryGb(),
                type.vcpus(),
                type.memoryGib(),
                type.storageGib(),
                type.architecture());
    }

    private static InstanceType unheardOf(String name) {
        return new InstanceType(
                name, "", "", Cents.ZERO, 0, OptionalInt.empty(), 0, 0, 0, Optional.empty());
    }
}
