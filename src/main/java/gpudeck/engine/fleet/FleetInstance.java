package gpudeck.engine.fleet;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError.Unusable;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An instance with what this installation knows of it beyond what the cloud says.
///
/// @param run the launch that made it; empty if it was not started here
/// @param jobName of the job that runs, or ran, on it
/// @param since when its launch was accepted if it was started here, else when it was first seen
/// @param keeper who answers for it
/// @param lease when its life ends, if it has one
/// @param ending present from the moment terminate was asked
/// @param endedAt when its end was proved
public record FleetInstance(
        Instance instance,
        Optional<RunId> run,
        Optional<String> jobName,
        Instant since,
        Keeper keeper,
        Optional<Lease.End> lease,
        Optional<Ending> ending,
        Optional<Instant> endedAt) {

    public InstanceId id() {
        return instance.id();
    }

    /// Started by this installation, as its own journal says. Tags alone prove nothing.
    public boolean isMine() {
        return run.isPresent();
    }

    /// Whether it ends with this program: not what was left running on purpose, nor what another
    /// program that lives answers for. What was asked to end is seen through.
    public boolean isHeldHere() {
        return switch (keeper) {
            case THIS_PROGRAM, NOBODY -> true;
            case ITS_LEASE -> ending.isPresent();
            case ANOTHER_PROGRAM, NOT_OURS -> false;
        };
    }

    /// Why no job can be put on it; empty if nothing speaks against it.
    public Optional<Unusable> unusable() {
        if (!isBilled()) {
            return Optional.of(Unusable.GONE);
        }
        if (ending.isPresent()) {
            return Optional.of(Unusable.ENDING);
        }
        return switch (keeper) {
            case NOT_OURS -> Optional.of(Unusable.NOT_OURS);
            case ANOTHER_PROGRAM -> Optional.of(Unusable.HELD_ELSEWHERE);
            case THIS_PROGRAM, ITS_LEASE, NOBODY -> Optional.empty();
        };
    }

    /// Whether a job on it could begin at once.
    public boolean isReadyForJob() {
        return unusable().isEmpty() && instance.status().kind() == InstanceStatus.Kind.ACTIVE;
    }

    /// Whether it must be assumed to cost money: until its end is proved.
    public boolean isBilled() {
        return endedAt.isEmpty() && instance.status().isBilled();
    }

    public Duration age(Instant now) {
        return Duration.between(since, endedAt.orElse(now));
    }

    /// An upper bound if it is mine, else a lower bound: it may be older than our first sight of
    /// it.
    public Cents soFar(Instant now) {
        return instance.type().pricePerHour().perHourOver(age(now));
    }
}
