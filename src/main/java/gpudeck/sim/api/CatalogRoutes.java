package gpudeck.sim.api;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Catalog;
import java.util.LinkedHashMap;
import java.util.List;

/// What can be rented, and what was done.
record CatalogRoutes(Account account) {

    List<Route> all() {
        return List.of(
                Route.of("GET", "/instance-types", _ -> types()),
                Route.of("GET", "/regions", _ -> account.catalog().regions()),
                Route.of("GET", "/images", _ -> account.catalog().images()));
    }

    private record Offer(
            Catalog.InstanceType instanceType, List<Catalog.Region> regionsWithCapacityAvailable) {}

    /// An object by type name, not a list.
    private Object types() {
        var offers = new LinkedHashMap<String, Offer>();
        for (var type : account.catalog().types()) {
            offers.put(type.name(), new Offer(type, account.capacity().regions(type.name())));
        }
        return offers;
    }
}
