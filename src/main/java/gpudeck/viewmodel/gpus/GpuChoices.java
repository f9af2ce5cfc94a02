package gpudeck.viewmodel.gpus;

import gpudeck.domain.Cents;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the filters offer, taken from what there is.
///
/// @param regions by name, those that are known and those that have room
public record GpuChoices(
        List<String> models,
        List<Integer> memoryGb,
        List<Integer> gpus,
        List<String> architectures,
        List<Region> regions,
        List<Cents> priceLimits) {

    private static final List<Integer> MEMORY_STEPS = List.of(24, 40, 80, 160, 320, 640);
    private static final List<Cents> PRICE_STEPS =
            Stream.of(1, 2, 3, 5, 10, 20, 40, 60)
                    .map(dollars -> new Cents(dollars * 100L))
                    .toList();

    static GpuChoices of(Catalog catalog) {
        var types = catalog.offers().stream().map(TypeOffer::type).toList();
        int largest = types.stream().mapToInt(t -> t.totalGpuMemoryGb().orElse(0)).max().orElse(0);
        return new GpuChoices(
                distinct(types, t -> Optional.of(t.model())),
                MEMORY_STEPS.stream().filter(gb -> gb <= largest).toList(),
                distinct(types, t -> Optional.of(t.gpus())),
                distinct(types, InstanceType::architecture),
                regions(catalog),
                PRICE_STEPS);
    }

    private static List<Region> regions(Catalog catalog) {
        var byName = new TreeMap<String, Region>();
        Stream.concat(
                        catalog.regions().stream(),
                        catalog.offers().stream().flatMap(o -> o.openRegions().stream()))
                .forEach(region -> byName.putIfAbsent(region.name(), region));
        return List.copyOf(byName.values());
    }

    private static <T extends Comparable<T>> List<T> distinct(
            List<InstanceType> types, Function<InstanceType, Optional<T>> property) {
        return types.stream()
                .flatMap(t -> property.apply(t).stream())
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
