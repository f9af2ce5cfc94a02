package gpudeck.domain.cloud;

import java.time.Instant;
import java.util.Optional;

/// A machine image. The API lists it once for each region.
public record Image(
        String id,
        String name,
        String description,
        String family,
        String version,
        Optional<String> architecture,
        Region region,
        Optional<Instant> updated) {}
