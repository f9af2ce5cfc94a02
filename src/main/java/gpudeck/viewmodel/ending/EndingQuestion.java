package gpudeck.viewmodel.ending;

import gpudeck.domain.Cents;
import gpudeck.domain.UserMessage;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is asked before machines are ended: who, what it stops, what is lost.
///
/// @param text sentences
/// @param lines the machines, if it is not only one
/// @param confirm the button that ends them
public record EndingQuestion(
        UserMessage question,
        List<UserMessage> text,
        UserMessage money,
        List<EndingLine> lines,
        UserMessage confirm) {

    public EndingQuestion {
        text = List.copyOf(text);
        lines = List.copyOf(lines);
    }

    /// @param machines at least one
    public static EndingQuestion of(List<FleetInstance> machines, Live live) {
        return machines.size() == 1 ? one(machines.getFirst(), live) : several(machines, live);
    }

    private static EndingQuestion one(FleetInstance machine, Live live) {
        var instance = machine.instance();
        var name = instance.displayName();
        return new EndingQuestion(
                UserMessage.of("ending.one", name),
                text(List.of(machine), live),
                UserMessage.of(
                        machine.isMine() ? "ending.money" : "ending.money.atLeast",
                        instance.type().pricePerHour(),
                        machine.soFar(live.ticker().now())),
                List.of(),
                UserMessage.of("ending.one.confirm", name));
    }

    private static EndingQuestion several(List<FleetInstance> machines, Live live) {
        var now = live.ticker().now();
        return new EndingQuestion(
                UserMessage.of("ending.several", machines.size()),
                text(machines, live),
                UserMessage.of(
                        "ending.money",
                        Fleet.pricePerHour(machines),
                        machines.stream().map(m -> m.soFar(now)).reduce(Cents.ZERO, Cents::plus)),
                machines.stream().map(m -> EndingLine.before(m, live.runningJobs(), now)).toList(),
                UserMessage.of("ending.several.confirm", machines.size()));
    }

    private static List<UserMessage> text(List<FleetInstance> machines, Live live) {
        var text = new ArrayList<UserMessage>();
        text.add(UserMessage.of("ending.disk", machines.size()));
        fileSystems(machines).ifPresent(text::add);
        job(machines, live).ifPresent(text::add);
        if (machines.stream().anyMatch(m -> !m.isMine())) {
            text.add(UserMessage.of("ending.stranger"));
        }
        return text;
    }

    private static Optional<UserMessage> fileSystems(List<FleetInstance> machines) {
        var names =
                machines.stream()
                        .flatMap(m -> m.instance().fileSystemNames().stream())
                        .distinct()
                        .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(UserMessage.of("ending.fileSystems", String.join(", ", names)));
    }

    private static Optional<UserMessage> job(List<FleetInstance> machines, Live live) {
        var names = live.runningJobs().namesOn(machines);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(UserMessage.of("ending.job", names.size(), String.join(", ", names)));
    }

    /// Everything that was started here; says what stays. Empty if there is nothing to end.
    public static Optional<EndingQuestion> allMine(Live live) {
        var mine = Mine.all(live);
        if (mine.isNothing()) {
            return Optional.empty();
        }
        int count = mine.count();
        var text = new ArrayList<UserMessage>();
        if (!mine.machines().isEmpty()) {
            text.addAll(text(mine.machines(), live));
        }
        mine.anothers().ifPresent(text::add);
        text.addAll(mine.stays(live.fleet().get()));
        return Optional.of(
                new EndingQuestion(
                        UserMessage.of("ending.all", count),
                        text,
                        UserMessage.of(
                                "ending.money", mine.rate(), mine.soFar(live.ticker().now())),
                        mine.lines(live),
                        UserMessage.of("ending.all.confirm", count)));
    }
}
