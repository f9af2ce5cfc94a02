package gpudeck.engine.custody;

import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Keeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends what has outlived its lease, and warns before. It asks nobody but the clock.
final class Leases {

    /// How long before the end, longest first.
    static final List<Duration> WARNINGS = List.of(Duration.ofMinutes(15), Duration.ofMinutes(5));

    /// A job ends its own instance, after it has brought its results; should it hang, it has so
    /// long.
    static final Duration SLACK_FOR_JOBS = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final FleetService fleet;
    private final Predicate<InstanceId> hasJob;
    private final Map<InstanceId, Warned> warned = new HashMap<>();

    /// @param end of the lease that was warned of: one that was extended is warned of again
    private record Warned(Instant end, Duration left) {}

    /// @param hasJob whether a job of this program works on it
    Leases(FleetService fleet, Predicate<InstanceId> hasJob) {
        this.fleet = fleet;
        this.hasJob = hasJob;
    }

    /// @return what is to be said now, once for each
    List<LeaseWarning> look(Instant now) {
        var kept = fleet.fleet().get().mine().stream().filter(Leases::isOurs).toList();
        endOverdue(kept, now);
        var warnings = new ArrayList<LeaseWarning>();
        for (var instance : kept) {
            instance.lease().ifPresent(lease -> warn(instance, lease, now, warnings));
        }
        warned.keySet().retainAll(kept.stream().map(FleetInstance::id).toList());
        return warnings;
    }

    private static boolean isOurs(FleetInstance instance) {
        return instance.ending().isEmpty()
                && (instance.keeper() == Keeper.THIS_PROGRAM
                        || instance.keeper() == Keeper.ITS_LEASE);
    }

    private void endOverdue(Collection<FleetInstance> kept, Instant now) {
        var overdue =
                kept.stream()
                        .filter(i ->
                                i.lease().filter(l -> l.isOver(now.minus(slack(i)))).isPresent())
                        .map(FleetInstance::id)
                        .toList();
        if (!overdue.isEmpty()) {
            LOG.info("The leases of {} are over", overdue);
            fleet.terminate(overdue);
        }
    }

    private Duration slack(FleetInstance instance) {
        return hasJob.test(instance.id()) ? SLACK_FOR_JOBS : Duration.ZERO;
    }

    private void warn(
            FleetInstance instance, Lease.End lease, Instant now, List<LeaseWarning> warnings) {
        var left = lease.left(now);
        WARNINGS.stream()
                .filter(limit -> left.isPositive() && left.compareTo(limit) <= 0)
                .min(Duration::compareTo)
                .ifPresent(limit -> {
                    var said = new Warned(lease.at(), limit);
                    if (!said.equals(warned.put(instance.id(), said))) {
                        warnings.add(
                                new LeaseWarning(
                                        instance.id(), instance.instance().displayName(), limit));
                    }
                });
    }
}
