package gpudeck.viewmodel.ending;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.RunState;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.viewmodel.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What was started here and goes on: machines, launches without one, jobs without either.
final class AllMine {

    private AllMine() {}

    static List<EndingLine> lines(Live live) {
        var fleet = live.fleet().get();
        var now = live.ticker().now();
        var jobs = live.runningJobs();
        var lines = new ArrayList<EndingLine>();
        fleet.mine().forEach(m -> lines.add(EndingLine.before(m, jobs, now)));
        fleet.launches().forEach(l -> lines.add(EndingLine.of(l)));
        jobsWithout(live).forEach(job -> lines.add(EndingLine.of(job)));
        return lines;
    }

    static List<RunState> jobsWithout(Live live) {
        var fleet = live.fleet().get();
        var withMachine = new HashSet<RunId>();
        fleet.mine().forEach(m -> m.run().ifPresent(withMachine::add));
        fleet.launches().forEach(l -> withMachine.add(l.run()));
        return live.runningJobs().values().stream()
                .filter(job -> !withMachine.contains(job.id()))
                .toList();
    }

    static int machines(Fleet fleet) {
        return fleet.mine().size() + fleet.launches().size();
    }

    /// Per hour; a launch without an instance may cost money already.
    static Cents rate(Fleet fleet) {
        return fleet.launches().stream()
                .map(l -> l.type().pricePerHour())
                .reduce(Fleet.pricePerHour(fleet.mine()), Cents::plus);
    }

    static Cents soFar(Fleet fleet, Instant now) {
        var machines = fleet.mine().stream().map(m -> m.soFar(now)).reduce(Cents.ZERO, Cents::plus);
        return fleet.launches().stream().map(l -> soFar(l, now)).reduce(machines, Cents::plus);
    }

    private static Cents soFar(PendingLaunch launch, Instant now) {
        return launch.type().pricePerHour().perHourOver(Duration.between(launch.sentAt(), now));
    }

    /// What was not started here is not touched.
    static Optional<UserMessage> stays(Fleet fleet) {
        List<FleetInstance> others = fleet.notStartedHere();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        UserMessage.of("ending.others", others.size(), Fleet.pricePerHour(others)));
    }
}
