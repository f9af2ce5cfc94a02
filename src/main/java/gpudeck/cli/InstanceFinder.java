package gpudeck.cli;

import gpudeck.domain.CloudException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Finds the instances that a user means: by id, by name, by the name they were launched with, or
/// by the start of an id. What runs comes before what is over.
public record InstanceFinder(FleetService fleet) {

    /// Shorter ones are typing mistakes more often than meant.
    private static final int SHORTEST_PREFIX = 4;

    /// Reads the list first.
    public InstanceId one(String wanted)
            throws CloudException, CommandException, InterruptedException {
        fleet.refresh();
        return find(wanted).id();
    }

    /// Reads the list first. If that fails, those that this installation knows will do: they can be
    /// ended even so.
    public List<FleetInstance> toEnd(List<String> wanted)
            throws CloudException, CommandException, InterruptedException {
        try {
            fleet.refresh();
        } catch (CloudException e) {
            if (!wanted.stream().allMatch(this::isKnown)) {
                throw e;
            }
        }
        var found = new ArrayList<FleetInstance>();
        for (var one : wanted) {
            found.add(find(one));
        }
        return found.stream().distinct().toList();
    }

    private boolean isKnown(String wanted) {
        return matches(wanted).size() == 1;
    }

    public FleetInstance find(String wanted) throws CommandException {
        var matches = matches(wanted);
        if (matches.isEmpty()) {
            throw CommandException.usage("cli.instance.none", wanted);
        }
        if (matches.size() > 1) {
            var ids = matches.stream().map(i -> i.id().value()).collect(Collectors.joining(", "));
            throw CommandException.usage("cli.instance.several", wanted, matches.size(), ids);
        }
        return matches.getFirst();
    }

    /// A launch adds a part of the run's id to the name that the user gave.
    private static boolean isLaunchedAs(String wanted, FleetInstance one) {
        return one.run().map(run -> wanted + "-" + run.shortForm()).equals(one.instance().name());
    }

    private List<FleetInstance> matches(String wanted) {
        var running = matches(wanted, i -> i.endedAt().isEmpty());
        return running.isEmpty() ? matches(wanted, _ -> true) : running;
    }

    private List<FleetInstance> matches(String wanted, Predicate<FleetInstance> among) {
        var candidates = fleet.fleet().get().instances().stream().filter(among).toList();
        List<Predicate<FleetInstance>> ways =
                List.of(
                        i -> i.id().value().equals(wanted),
                        i -> i.instance().name().filter(wanted::equals).isPresent(),
                        i -> isLaunchedAs(wanted, i),
                        i ->
                                wanted.length() >= SHORTEST_PREFIX
                                        && i.id().value().startsWith(wanted));
        return ways.stream()
                .map(way -> candidates.stream().filter(way).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseGet(List::of);
    }
}
