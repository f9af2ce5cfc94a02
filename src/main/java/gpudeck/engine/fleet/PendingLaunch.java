package gpudeck.engine.fleet;

import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceType;
import java.time.Instant;

/// A launch that was sent and has no instance yet. It may cost money already.
///
/// @param inDoubt no answer came: the list is searched for its instance
public record PendingLaunch(
        RunId run,
        String name,
        InstanceType type,
        String region,
        Instant sentAt,
        boolean inDoubt) {}
