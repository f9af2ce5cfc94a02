package gpudeck.viewmodel.instances;

import gpudeck.domain.RunId;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.frame.Freshness;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import gpudeck.viewmodel.instances.Machine.Asked;
import gpudeck.viewmodel.instances.Machine.Listed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rows of all machines that are known, each the same object for as long as it is.
final class InstanceBook {

    private static final Comparator<MachineRow> NEWEST_FIRST =
            Comparator.<MachineRow, Instant>comparing(row -> row.machine().since())
                    .reversed()
                    .thenComparing(row -> row.machine().name())
                    .thenComparing(row -> row.machine().id().map(Object::toString).orElse(""));

    private final Live live;
    private final Session session;
    private Map<String, MachineRow> byKey = Map.of();

    InstanceBook(Live live, Session session) {
        this.live = live;
        this.session = session;
    }

    /// Newest first.
    List<MachineRow> rows() {
        return byKey.values().stream().sorted(NEWEST_FIRST).toList();
    }

    void take(Fleet fleet) {
        var now = live.ticker().now();
        var at = new Moment(now, Freshness.isOld(fleet, now, session), live.runningJobs());
        var next = new LinkedHashMap<String, MachineRow>();
        fleet.launches()
                .forEach(launch -> {
                    var key = keyOf(launch.run());
                    next.put(key, row(Optional.ofNullable(byKey.get(key)), new Asked(launch), at));
                });
        var taken = new HashSet<>(next.values());
        fleet.instances().stream()
                .filter(i -> isShown(i, now))
                .forEach(i -> next.put(i.id().value(), row(rowOf(i, taken), new Listed(i), at)));
        byKey = next;
    }

    /// A launch's row becomes that of the instance it made; of the first, if there are more.
    private Optional<MachineRow> rowOf(FleetInstance instance, Set<MachineRow> taken) {
        return Optional.ofNullable(byKey.get(instance.id().value()))
                .or(() -> instance.run().map(run -> byKey.get(keyOf(run))).filter(taken::add));
    }

    private static MachineRow row(Optional<MachineRow> before, Machine machine, Moment at) {
        before.ifPresent(row -> row.show(machine, at));
        return before.orElseGet(() -> new MachineRow(machine, at));
    }

    /// What ended is shown until the day is over.
    private boolean isShown(FleetInstance instance, Instant now) {
        return instance.endedAt().map(at -> day(at).equals(day(now))).orElse(true);
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, live.ticker().zone());
    }

    private static String keyOf(RunId run) {
        return "launch " + run;
    }
}
