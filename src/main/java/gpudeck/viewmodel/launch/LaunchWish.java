package gpudeck.viewmodel.launch;

import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import java.util.Optional;

/// What the dialog starts from. What is empty, the user chooses.
///
/// @param typeName it cannot be changed then
/// @param sshKeyName chosen if it is there
public record LaunchWish(
        Optional<String> typeName, Optional<String> region, Optional<String> sshKeyName) {

    public static LaunchWish any(Optional<String> sshKeyName) {
        return new LaunchWish(Optional.empty(), Optional.empty(), sshKeyName);
    }

    public static LaunchWish of(
            TypeOffer offer, Optional<Region> region, Optional<String> sshKeyName) {
        return new LaunchWish(
                Optional.of(offer.type().name()), region.map(Region::name), sshKeyName);
    }
}
