package gpudeck.store.journal;

import gpudeck.domain.HostKey;
import gpudeck.domain.cloud.InstanceId;
import java.time.Instant;
import java.util.Optional;

/// The key by which an instance is known.
///
/// @param seenAt when the instance first showed it; empty if it has not yet
public record HostKeyPin(
        InstanceId instance,
        HostKey key,
        Origin origin,
        Instant pinnedAt,
        Optional<Instant> seenAt) {

    /// Why it is trusted.
    public enum Origin {
        /// It was made here and given to the instance at its launch.
        MADE_HERE,
        /// The user confirmed its fingerprint.
        CONFIRMED,
        /// It was the first that the instance showed: by an older version, or by the user's choice.
        FIRST_CONTACT
    }
}
