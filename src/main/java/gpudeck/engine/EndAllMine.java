package gpudeck.engine;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.PendingLaunch;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Ends instances that were started here, those too that a launch under way makes meanwhile.
///
/// @param which of them
/// @param jobsAreOver until then a job may still launch
record EndAllMine(
        FleetService fleet,
        Predicate<FleetInstance> which,
        BooleanSupplier jobsAreOver,
        Time time) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// @return the names of those whose end is not proved within `limit`
    List<String> within(Duration limit) throws InterruptedException {
        var until = time.now().plus(limit);
        var asked = new HashSet<InstanceId>();
        while (true) {
            boolean over = jobsAreOver.getAsBoolean();
            var now = fleet.fleet().get();
            var fresh = wanted(now).map(FleetInstance::id).filter(asked::add).toList();
            if (!fresh.isEmpty()) {
                fleet.terminate(fresh);
            }
            var left = names(now);
            if ((left.isEmpty() && over) || !time.now().isBefore(until)) {
                return left;
            }
            time.pause(BETWEEN_LOOKS);
        }
    }

    private Stream<FleetInstance> wanted(Fleet now) {
        return now.mine().stream().filter(which);
    }

    private List<String> names(Fleet now) {
        return Stream.concat(
                        wanted(now).map(mine -> mine.instance().displayName()),
                        now.launches().stream().map(PendingLaunch::name))
                .toList();
    }
}
