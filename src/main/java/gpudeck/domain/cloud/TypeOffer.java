package gpudeck.domain.cloud;

import java.util.List;

/// A type and the regions that say they have room for it now. A hint: it can sell out before a
/// launch arrives.
public record TypeOffer(InstanceType type, List<Region> openRegions) {

    public TypeOffer {
        openRegions = List.copyOf(openRegions);
    }

    public boolean isOpen() {
        return !openRegions.isEmpty();
    }

    public boolean isOpenIn(String region) {
        return openRegions.stream().anyMatch(r -> r.name().equals(region));
    }
}
