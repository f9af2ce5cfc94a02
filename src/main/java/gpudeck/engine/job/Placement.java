package gpudeck.engine.job;

import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.domain.job.Discarded;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.engine.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A type in a region that says it has room for it.
record Placement(InstanceType type, String region) {

    /// Where the job may be launched now, best first: the preferred type wherever there is room,
    /// then the others, cheapest first. File systems bind a job to their region.
    static List<Placement> open(JobSpec spec, Catalog catalog) {
        var places = new ArrayList<Placement>();
        for (var offer : inOrder(spec, catalog)) {
            for (var region : offer.openRegions()) {
                if (isWanted(spec, region.name()) && hasFileSystems(spec, catalog, region.name())) {
                    places.add(new Placement(offer.type(), region.name()));
                }
            }
        }
        return places;
    }

    /// The same, where it can be without another type, not in the regions of machines that were no
    /// good.
    static List<Placement> inPlaceOf(List<Discarded> bad, List<Placement> open) {
        var types = open.stream().map(Placement::type).distinct().toList();
        return open.stream()
                .sorted(
                        Comparator.comparingInt((Placement place) -> types.indexOf(place.type()))
                                .thenComparing(place ->
                                        bad.stream()
                                                .anyMatch(b -> b.region().equals(place.region()))))
                .toList();
    }

    /// A type that is not offered at all.
    static Optional<String> unknownType(JobSpec spec, Catalog catalog) {
        return spec.types().stream().filter(t -> catalog.offer(t).isEmpty()).findFirst();
    }

    private static List<TypeOffer> inOrder(JobSpec spec, Catalog catalog) {
        var offers = spec.types().stream().map(catalog::offer).flatMap(Optional::stream).toList();
        if (offers.size() < 2) {
            return offers;
        }
        var ordered = new ArrayList<>(offers.subList(1, offers.size()));
        ordered.sort(Comparator.comparing(offer -> offer.type().pricePerHour()));
        ordered.addFirst(offers.getFirst());
        return ordered;
    }

    private static boolean isWanted(JobSpec spec, String region) {
        return switch (spec.region()) {
            case RegionChoice.AnyOpen _ -> true;
            case RegionChoice.In(String wanted) -> wanted.equals(region);
        };
    }

    /// A file system that is not known here is left for the cloud to judge.
    private static boolean hasFileSystems(JobSpec spec, Catalog catalog, String region) {
        return spec.fileSystems().stream()
                .allMatch(name -> {
                    var named =
                            catalog.fileSystems().stream()
                                    .filter(s -> s.name().equals(name))
                                    .toList();
                    return named.isEmpty()
                            || named.stream().anyMatch(s -> s.region().name().equals(region));
                });
    }
}
