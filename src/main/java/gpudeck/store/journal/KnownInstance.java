package gpudeck.store.journal;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import java.time.Instant;
import java.util.Optional;

/// An instance that this installation launched or has seen.
///
/// @param run the launch that made it; empty if it was not started here
/// @param keyFingerprint of the API key that saw it last
/// @param launchedAt when its launch was accepted; empty if it was not started here
/// @param pricePerHour when it was launched or first seen: list prices change
/// @param lastStatus the API's word
/// @param terminateAskedAt when its end was asked for
/// @param endedAt when its end was proved
public record KnownInstance(
        InstanceId id,
        Optional<RunId> run,
        String keyFingerprint,
        String name,
        String typeName,
        String region,
        Cents pricePerHour,
        Instant firstSeen,
        Optional<Instant> launchedAt,
        String lastStatus,
        Instant lastSeen,
        Optional<Instant> terminateAskedAt,
        Optional<Instant> endedAt) {

    public boolean isMine() {
        return run.isPresent();
    }

    /// From when it is counted as costing money.
    public Instant since() {
        return launchedAt.orElse(firstSeen);
    }
}
