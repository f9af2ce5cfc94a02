package gpudeck.store.journal;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import java.time.Instant;
import java.util.Optional;

/// An instance that this installation launched or has seen.
///
/// @param run the launch that made it; empty if it was not started here
/// @param keyFingerprint of the API key that saw it last
/// @param launchedAt when its launch was accepted; empty if it was not started here
/// @param pricePerHour when it was launched or first seen: list prices change
/// @param lastStatus the API's word
/// @param lastSeen in a list; empty if it was never listed
/// @param terminateAskedAt when its end was asked for
/// @param endedAt when its end was proved
/// @param custody who answers for it; nobody, if it was not started here
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
        Optional<Instant> lastSeen,
        Optional<Instant> terminateAskedAt,
        Optional<Instant> endedAt,
        Custody custody) {

    public boolean isMine() {
        return run.isPresent();
    }

    /// From when it is counted as costing money.
    public Instant since() {
        return launchedAt.orElse(firstSeen);
    }

    /// One that this installation neither launched nor saw before.
    public static KnownInstance firstSeen(Instance instance, String keyFingerprint, Instant at) {
        return new KnownInstance(
                instance.id(),
                Optional.empty(),
                keyFingerprint,
                instance.name().orElse(""),
                instance.type().name(),
                instance.region().name(),
                instance.type().pricePerHour(),
                at,
                Optional.empty(),
                instance.status().word(),
                Optional.of(at),
                Optional.empty(),
                Optional.empty(),
                Custody.NONE);
    }

    /// The one that a launch of this installation made.
    public static KnownInstance launched(LaunchIntent intent, InstanceId id, Instant acceptedAt) {
        return new KnownInstance(
                id,
                Optional.of(intent.run()),
                intent.keyFingerprint(),
                intent.request().name().orElse(""),
                intent.request().typeName(),
                intent.request().region(),
                intent.pricePerHour(),
                acceptedAt,
                Optional.of(acceptedAt),
                InstanceStatus.BOOTING.word(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                intent.custody(acceptedAt));
    }

    public KnownInstance seenAgain(Instance instance, Instant at) {
        return new KnownInstance(
                id,
                run,
                keyFingerprint,
                instance.name().orElse(""),
                instance.type().name(),
                instance.region().name(),
                pricePerHour.equals(Cents.ZERO) ? instance.type().pricePerHour() : pricePerHour,
                firstSeen,
                launchedAt,
                instance.status().word(),
                Optional.of(at),
                terminateAskedAt,
                instance.status().isBilled() ? Optional.empty() : endedAt,
                custody);
    }

    /// The first proof counts.
    public KnownInstance ended(Instant at) {
        return new KnownInstance(
                id,
                run,
                keyFingerprint,
                name,
                typeName,
                region,
                pricePerHour,
                firstSeen,
                launchedAt,
                lastStatus,
                lastSeen,
                terminateAskedAt,
                endedAt.isPresent() ? endedAt : Optional.of(at),
                custody);
    }

    public KnownInstance with(Custody now) {
        return new KnownInstance(
                id,
                run,
                keyFingerprint,
                name,
                typeName,
                region,
                pricePerHour,
                firstSeen,
                launchedAt,
                lastStatus,
                lastSeen,
                terminateAskedAt,
                endedAt,
                now);
    }
}
