package gpudeck.store.journal;

import gpudeck.domain.Cents;
import gpudeck.domain.HostKey;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchRequest;
import java.time.Instant;
import java.util.Optional;

/// A launch that was about to be sent. A run may have several, but never one more before the last
/// is [Outcome#REFUSED].
///
/// @param keyFingerprint of the API key it was sent with: with another key, absence proves nothing
/// @param request in full, with tags and name, but for the host key
/// @param hostKey that its instance is to show; the private half is written nowhere
/// @param lease what was agreed before anything was bought
/// @param holder the program that sent it; empty for what an older version sent
/// @param instance that it made, once that is known
public record LaunchIntent(
        long number,
        RunId run,
        Instant at,
        String keyFingerprint,
        LaunchRequest request,
        Optional<HostKey> hostKey,
        Cents pricePerHour,
        Lease lease,
        Optional<String> holder,
        Outcome outcome,
        Optional<InstanceId> instance) {

    public enum Outcome {
        /// No answer is recorded: it is under way, or the program ended in between.
        OPEN,
        CREATED,
        /// Nothing was created.
        REFUSED,
        /// The answer was lost: a machine may be starting.
        UNKNOWN,
        /// Searched for long enough without a sight of it. It is still recognised if it shows up.
        NOT_FOUND
    }

    /// Of the instance that it makes. One that shows up when nobody looks for it any more is
    /// nobody's.
    Custody custody(Instant acceptedAt) {
        return new Custody(
                Optional.of(lease.end(acceptedAt, pricePerHour)),
                holder.filter(_ -> outcome != Outcome.NOT_FOUND),
                false);
    }

    /// Whether its outcome is still to be found out by looking for its instance.
    public boolean isInDoubt() {
        return switch (outcome) {
            case OPEN, UNKNOWN -> true;
            case CREATED, REFUSED, NOT_FOUND -> false;
        };
    }
}
