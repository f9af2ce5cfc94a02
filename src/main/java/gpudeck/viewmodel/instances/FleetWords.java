package gpudeck.viewmodel.instances;

import gpudeck.domain.Cents;
import gpudeck.domain.CloudError;
import gpudeck.domain.Problem;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus.Kind;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.Notice;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.instances.InstanceRow.Group;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the page says of all machines together.
final class FleetWords {

    private FleetWords() {}

    /// What it costs now, launches without an instance too: they may cost already.
    static Cents rate(Fleet fleet) {
        return rate(fleet, fleet.billed());
    }

    private static Cents rate(Fleet fleet, List<FleetInstance> billed) {
        return fleet.launches().stream()
                .map(PendingLaunch::type)
                .map(InstanceType::pricePerHour)
                .reduce(Fleet.pricePerHour(billed), Cents::plus);
    }

    static UserMessage summary(Fleet fleet, Instant now) {
        var billed = fleet.billed();
        int running = billed.size() + fleet.launches().size();
        if (running == 0) {
            return UserMessage.of(
                    fleet.readAt().isEmpty()
                            ? "instances.summary.reading"
                            : "instances.summary.none");
        }
        long notConfirmed =
                billed.stream()
                        .filter(i -> i.ending().filter(e -> e.isAlarming(now)).isPresent())
                        .count();
        return UserMessage.of("instances.summary", running, rate(fleet, billed), notConfirmed);
    }

    /// For a list that may no longer be true.
    static Optional<Notice> stale(Fleet fleet, Instant now, ZoneId zone) {
        var why = fleet.problem();
        return fleet.readAt()
                .map(at -> {
                    var text =
                            UserMessage.of(
                                    "instances.stale.text",
                                    Clocks.toTheSecond(at, zone),
                                    rate(fleet));
                    var lead =
                            why.filter(p -> !isSilence(p))
                                    .map(Explanation::of)
                                    .orElseGet(() ->
                                            UserMessage.of(
                                                    "instances.stale",
                                                    new TimeSpan(Duration.between(at, now))));
                    return new Notice(Tone.WARNING, lead, text);
                })
                .or(() ->
                        why.map(p ->
                                new Notice(
                                        Tone.WARNING,
                                        UserMessage.of("instances.unread"),
                                        Explanation.of(p))));
    }

    private static boolean isSilence(Problem problem) {
        return problem instanceof CloudError.Unreachable || problem instanceof CloudError.TimedOut;
    }

    /// @param known those that the user said are known
    static Optional<Strangers> strangers(Fleet fleet, Instant now, Set<InstanceId> known) {
        var others =
                fleet.notStartedHere().stream()
                        .filter(i -> !known.contains(i.id()) && i.ending().isEmpty())
                        .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        var soFar = others.stream().map(i -> i.soFar(now)).reduce(Cents.ZERO, Cents::plus);
        return Optional.of(
                new Strangers(
                        others.stream().map(FleetInstance::id).toList(),
                        UserMessage.of("instances.strangers", others.size()),
                        UserMessage.of(
                                "instances.strangers.text",
                                others.size(),
                                Fleet.pricePerHour(others),
                                soFar)));
    }

    static UserMessage head(Group group, List<Machine> machines, Instant now) {
        return UserMessage.of(
                "instances.group.text." + group.name(),
                machines.size(),
                machines.stream()
                        .filter(machine -> !machine.isEnded())
                        .map(machine -> machine.type().pricePerHour())
                        .reduce(Cents.ZERO, Cents::plus),
                machines.stream()
                        .map(machine -> machine.soFar(now))
                        .reduce(Cents.ZERO, Cents::plus));
    }

    /// What is said while nothing runs: what it costs, and what it would cost.
    static UserMessage idle(Catalog catalog) {
        var open = catalog.offers().stream().filter(TypeOffer::isOpen).toList();
        return open.stream()
                .map(offer -> offer.type().pricePerHour())
                .min(Cents::compareTo)
                .map(least -> UserMessage.of("instances.empty.offers", open.size(), least))
                .orElseGet(() -> UserMessage.of("instances.empty.text"));
    }

    /// File systems cost money whether or not anything runs.
    static Optional<UserMessage> storage(Catalog catalog) {
        var systems = catalog.fileSystems();
        return systems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        UserMessage.of(
                                "instances.empty.storage",
                                systems.size(),
                                systems.stream()
                                        .map(FileSystem::name)
                                        .collect(Collectors.joining(", "))));
    }

    /// What happened between the two that the user should hear of.
    static List<Notice> news(Fleet before, Fleet now) {
        var news = new ArrayList<Notice>();
        var ran = before.billed().stream().map(FleetInstance::id).collect(Collectors.toSet());
        now.instances().stream()
                .filter(machine -> !machine.isBilled() && ran.contains(machine.id()))
                .map(FleetWords::ended)
                .forEach(news::add);
        before.launches().stream()
                .filter(PendingLaunch::inDoubt)
                .filter(l -> now.launches().stream().noneMatch(n -> n.run().equals(l.run())))
                .filter(l ->
                        now.instances().stream()
                                .noneMatch(i -> i.run().equals(Optional.of(l.run()))))
                .map(l ->
                        new Notice(
                                Tone.WARNING,
                                UserMessage.of("instances.notFound", l.name()),
                                UserMessage.of("instances.notFound.text")))
                .forEach(news::add);
        return news;
    }

    private static Notice ended(FleetInstance machine) {
        Instance instance = machine.instance();
        var at = machine.endedAt().orElse(machine.since());
        boolean taken = instance.status().kind() == Kind.PREEMPTED;
        return new Notice(
                taken ? Tone.WARNING : Tone.SUCCESS,
                UserMessage.of(
                        taken ? "instances.taken" : "instances.ended", instance.displayName()),
                UserMessage.of(
                        machine.isMine() ? "instances.ended.text" : "instances.ended.atLeast",
                        machine.soFar(at),
                        new TimeSpan(machine.age(at))));
    }
}
