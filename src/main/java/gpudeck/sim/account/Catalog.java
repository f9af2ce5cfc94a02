package gpudeck.sim.account;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be rented: types with the prices that were true in August 2026, regions and images.
public final class Catalog {

    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private final Map<String, Region> regions = new LinkedHashMap<>();
    private final List<Image> images;

    public Catalog() {
        read("types.json", new TypeReference<List<Offer>>() {})
                .forEach(offer -> offers.put(offer.type().name(), offer));
        read("regions.json", new TypeReference<List<Region>>() {})
                .forEach(region -> regions.put(region.name(), region));
        images = read("images.json", new TypeReference<List<Image>>() {});
    }

    public record Region(String name, String description) {}

    public record Specs(int vcpus, int memoryGib, int storageGib, int gpus) {}

    public record InstanceType(
            String name,
            String description,
            String gpuDescription,
            int priceCentsPerHour,
            Specs specs,
            String architecture) {}

    public record Image(
            String id,
            String createdTime,
            String updatedTime,
            String name,
            String description,
            String family,
            String version,
            String architecture,
            Region region) {}

    /// @param regions where it is usually free
    /// @param atTimes where it becomes free now and then
    record Offer(InstanceType type, List<String> regions, List<String> atTimes) {}

    Optional<Offer> offer(String type) {
        return Optional.ofNullable(offers.get(type));
    }

    public List<Region> regions() {
        return List.copyOf(regions.values());
    }

    public List<Image> images() {
        return images;
    }

    public List<InstanceType> types() {
        return offers.values().stream().map(Offer::type).toList();
    }

    public Optional<InstanceType> type(String name) {
        return Optional.ofNullable(offers.get(name)).map(Offer::type);
    }

    public Optional<Region> region(String name) {
        return Optional.ofNullable(regions.get(name));
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        try (var in = Catalog.class.getResourceAsStream("/gpudeck/sim/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return Json.MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
