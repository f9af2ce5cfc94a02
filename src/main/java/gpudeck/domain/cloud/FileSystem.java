package gpudeck.domain.cloud;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A persistent file system. It is billed for as long as it exists, mounted or not.
///
/// @param bytesUsed hours old, if given at all
public record FileSystem(
        String id,
        String name,
        String mountPoint,
        Region region,
        boolean inUse,
        Optional<Instant> created,
        OptionalLong bytesUsed) {}
