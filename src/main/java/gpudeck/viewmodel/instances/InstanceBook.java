package gpudeck.viewmodel.instances;

import gpudeck.domain.RunId;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.frame.Freshness;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of all machines that are known, each the same object for as long as it is.
final class InstanceBook {

    private static final Comparator<MachineRow> NEWEST_FIRST =
            Comparator.<MachineRow, Instant>comparing(row -> row.facts().since())
                    .reversed()
                    .thenComparing(row -> row.facts().name())
                    .thenComparing(row -> row.facts().id().map(Object::toString).orElse(""));

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
        boolean old = Freshness.isOld(fleet, now, session);
        var jobs = live.runningJobs();
        var next = new LinkedHashMap<String, MachineRow>();
        fleet.launches().forEach(l -> put(next, keyOf(l.run()), MachineFacts.of(l, now, jobs)));
        fleet.instances().stream()
                .filter(i -> isShown(i, now))
                .forEach(i -> take(next, i, MachineFacts.of(i, now, old, jobs)));
        byKey = next;
    }

    /// A launch's row becomes that of the instance it made.
    private void take(Map<String, MachineRow> next, FleetInstance instance, MachineFacts facts) {
        var key = instance.id().value();
        var launch = instance.run().map(InstanceBook::keyOf).filter(k -> !next.containsKey(k));
        var row =
                Optional.ofNullable(byKey.get(key))
                        .or(() -> launch.map(byKey::get).filter(r -> !next.containsValue(r)));
        row.ifPresent(r -> next.put(key, r));
        put(next, key, facts);
    }

    private void put(Map<String, MachineRow> next, String key, MachineFacts facts) {
        var row = next.getOrDefault(key, byKey.get(key));
        if (row == null) {
            next.put(key, new MachineRow(facts));
        } else {
            row.show(facts);
            next.put(key, row);
        }
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
