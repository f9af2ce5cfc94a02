package gpudeck.sim.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Where each type can be had now. The same seed tells the same story again.
public final class Capacity {

    /// Never sold out by chance, so that someone who tries the product can always go on.
    private static final Place ALWAYS = new Place("gpu_1x_a10", "us-east-1");

    private final Catalog catalog;
    private final long seed;
    private final Duration period;
    private final Clock clock;
    private final Instant start;
    private final Set<Place> soldOut = new HashSet<>();

    /// @param period how often it changes; zero for never
    public Capacity(Catalog catalog, long seed, Duration period, Clock clock) {
        this.catalog = catalog;
        this.seed = seed;
        this.period = period;
        this.clock = clock;
        this.start = clock.instant();
    }

    private record Place(String type, String region) {}

    /// From now on this type cannot be had in this region, whatever the seed says.
    public void sellOut(String type, String region) {
        soldOut.add(new Place(type, region));
    }

    public void restock(String type, String region) {
        soldOut.remove(new Place(type, region));
    }

    public boolean isAvailable(String type, String region) {
        return regions(type).stream().anyMatch(r -> r.name().equals(region));
    }

    public List<Catalog.Region> regions(String type) {
        return catalog.offer(type).map(this::regions).orElse(List.of());
    }

    private List<Catalog.Region> regions(Catalog.Offer offer) {
        var candidates = new LinkedHashSet<>(offer.regions());
        candidates.addAll(offer.atTimes());
        var free = new ArrayList<Catalog.Region>();
        for (var name : candidates) {
            var place = new Place(offer.type().name(), name);
            if (!soldOut.contains(place) && isFree(place, offer.regions().contains(name))) {
                catalog.region(name).ifPresent(free::add);
            }
        }
        return free;
    }

    private boolean isFree(Place place, boolean usually) {
        long step =
                period.isZero() ? 0 : Duration.between(start, clock.instant()).dividedBy(period);
        if (step == 0 || place.equals(ALWAYS)) {
            return usually;
        }
        var chance = new SplittableRandom(seed * 31 + place.hashCode() + step * 7_919);
        return chance.nextDouble() < (usually ? 0.8 : 0.25);
    }
}
