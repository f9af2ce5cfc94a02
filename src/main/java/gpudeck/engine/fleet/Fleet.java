package gpudeck.engine.fleet;

import gpudeck.domain.Cents;
import gpudeck.domain.Problem;
import gpudeck.domain.cloud.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All that is known of the account's instances at one moment. A failed read changes `problem` and
/// never the list.
///
/// @param instances those the cloud lists, those whose end is not proved, and those that ended
///   lately
/// @param launches those without an instance yet: under way, or not confirmed
/// @param readAt when the list was last read; empty before the first answer
/// @param answerTime how long that answer took
/// @param problem why the last read failed; empty if it did not
/// @param spentToday upper bound of what instances started here cost since local midnight
public record Fleet(
        List<FleetInstance> instances,
        List<PendingLaunch> launches,
        Optional<Instant> readAt,
        Duration answerTime,
        Optional<Problem> problem,
        Cents spentToday) {

    public static final Fleet UNREAD =
            new Fleet(
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty(),
                    Cents.ZERO);

    public Fleet {
        instances = List.copyOf(instances);
        launches = List.copyOf(launches);
    }

    /// With no launch pending.
    public Fleet(
            List<FleetInstance> instances,
            Optional<Instant> readAt,
            Duration answerTime,
            Optional<Problem> problem,
            Cents spentToday) {
        this(instances, List.of(), readAt, answerTime, problem, spentToday);
    }

    public Optional<FleetInstance> find(InstanceId id) {
        return instances.stream().filter(i -> i.id().equals(id)).findFirst();
    }

    public List<FleetInstance> billed() {
        return billed(_ -> true);
    }

    public List<FleetInstance> mine() {
        return billed(FleetInstance::isMine);
    }

    public List<FleetInstance> notStartedHere() {
        return billed(Predicate.not(FleetInstance::isMine));
    }

    private List<FleetInstance> billed(Predicate<FleetInstance> those) {
        return instances.stream().filter(FleetInstance::isBilled).filter(those).toList();
    }

    public static Cents pricePerHour(List<FleetInstance> instances) {
        return instances.stream()
                .map(i -> i.instance().type().pricePerHour())
                .reduce(Cents.ZERO, Cents::plus);
    }
}
