package gpudeck.viewmodel.ending;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.RunState;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.viewmodel.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What was started here and goes on: machines, launches without one, jobs without either.
///
/// @param jobs those without a machine or a launch
record Mine(List<FleetInstance> machines, List<PendingLaunch> launches, List<RunState> jobs) {

    static Mine all(Live live) {
        return of(live, _ -> true);
    }

    /// What ends with this window, unless the user says otherwise; and what is kept between this
    /// window's jobs: without it, nobody comes back to that before its lease ends.
    ///
    /// @param kept machines that jobs of this window were done with, and kept
    static Mine held(Live live, Set<InstanceId> kept) {
        var jobs = live.runningJobs();
        return of(live, m -> m.isHeldHere() || kept.contains(m.id()) || jobs.on(m).isPresent());
    }

    private static Mine of(Live live, Predicate<FleetInstance> which) {
        var fleet = live.fleet().get();
        return new Mine(
                fleet.mine().stream().filter(which).toList(), fleet.launches(), jobsWithout(live));
    }

    private static List<RunState> jobsWithout(Live live) {
        var fleet = live.fleet().get();
        var jobs = live.runningJobs();
        var withMachine = new HashSet<RunId>();
        fleet.mine().forEach(m -> jobs.on(m).map(RunState::id).ifPresent(withMachine::add));
        fleet.launches().forEach(l -> withMachine.add(l.run()));
        return jobs.states().stream().filter(job -> !withMachine.contains(job.id())).toList();
    }

    boolean isNothing() {
        return machines.isEmpty() && launches.isEmpty() && jobs.isEmpty();
    }

    List<EndingLine> lines(Live live) {
        var now = live.ticker().now();
        var running = live.runningJobs();
        var lines = new ArrayList<EndingLine>();
        machines.forEach(m -> lines.add(EndingLine.before(m, running, now)));
        launches.forEach(l -> lines.add(EndingLine.of(l)));
        jobs.forEach(job -> lines.add(EndingLine.of(job)));
        return lines;
    }

    /// Machines, and launches that may have one.
    int count() {
        return machines.size() + launches.size();
    }

    /// Per hour; a launch without an instance may cost money already.
    Cents rate() {
        return launches.stream()
                .map(l -> l.type().pricePerHour())
                .reduce(Fleet.pricePerHour(machines), Cents::plus);
    }

    Cents soFar(Instant now) {
        return Stream.concat(
                        machines.stream().map(m -> m.soFar(now)),
                        launches.stream().map(l -> soFar(l, now)))
                .reduce(Cents.ZERO, Cents::plus);
    }

    private static Cents soFar(PendingLaunch launch, Instant now) {
        return launch.type().pricePerHour().perHourOver(Duration.between(launch.sentAt(), now));
    }

    /// Those among them that another GPU Deck answers for, which runs now.
    Optional<UserMessage> anothers() {
        long count = machines.stream().filter(m -> m.keeper() == Keeper.ANOTHER_PROGRAM).count();
        return count == 0
                ? Optional.empty()
                : Optional.of(UserMessage.of("ending.anothers", count, machines.size()));
    }

    /// What goes on beside them, and is not touched.
    List<UserMessage> stays(Fleet fleet) {
        return Stream.of(
                        stays("ending.others", fleet.notStartedHere()),
                        stays("ending.stays.left", besides(fleet, Keeper.ITS_LEASE)),
                        stays("ending.stays.anothers", besides(fleet, Keeper.ANOTHER_PROGRAM)))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<FleetInstance> besides(Fleet fleet, Keeper keeper) {
        return fleet.mine().stream()
                .filter(m -> m.keeper() == keeper && !machines.contains(m))
                .toList();
    }

    private static Optional<UserMessage> stays(String key, List<FleetInstance> those) {
        return those.isEmpty()
                ? Optional.empty()
                : Optional.of(UserMessage.of(key, those.size(), Fleet.pricePerHour(those)));
    }
}
