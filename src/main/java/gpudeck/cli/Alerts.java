package gpudeck.cli;

import gpudeck.cli.output.Printer;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Engine;
import gpudeck.engine.custody.LeaseWarning;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Guard;
import gpudeck.engine.fleet.Keeper;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Says on `err`, once each, what costs money without anybody asking: an end that is not proved, a
/// lease that ends soon, a guardian that does not stand, instances that a dead program left.
final class Alerts {

    private final Printer printer;
    private final Engine engine;
    private final Set<InstanceId> alarmed = new HashSet<>();
    private final Set<InstanceId> left = new HashSet<>();

    private Alerts(Printer printer, Engine engine) {
        this.printer = printer;
        this.engine = engine;
    }

    /// For as long as the engine is open.
    static void follow(Engine engine, Printer printer) {
        var alerts = new Alerts(printer, engine);
        engine.fleet().fleet().subscribe(alerts::show);
        engine.custody().warnings().subscribe(alerts::warn);
        engine.custody().guardState().subscribe(alerts::show);
    }

    private synchronized void show(Fleet fleet) {
        for (var one : fleet.billed()) {
            one.ending()
                    .filter(e -> isAlarming(e) && alarmed.add(one.id()))
                    .ifPresent(e -> alarm(one, e));
            if (one.keeper() == Keeper.NOBODY && one.ending().isEmpty() && left.add(one.id())) {
                printer.note("cli.alert.left", one.instance().displayName(), price(one));
            }
        }
    }

    private boolean isAlarming(Ending ending) {
        return ending.isAlarming(engine.time().now());
    }

    private void alarm(FleetInstance one, Ending ending) {
        var since = Duration.between(ending.since(), engine.time().now());
        printer.problem(
                UserMessage.of(
                        "cli.alert.notConfirmed",
                        one.instance().displayName(),
                        new TimeSpan(since),
                        price(one)));
    }

    private static Object price(FleetInstance one) {
        return one.instance().type().pricePerHour();
    }

    private void warn(Optional<LeaseWarning> warning) {
        warning.ifPresent(w ->
                printer.note("cli.alert.lease", w.name(), new TimeSpan(left(w)), w.instance()));
    }

    /// A command that has just begun may be late to warn.
    private Duration left(LeaseWarning warning) {
        return engine.fleet()
                .fleet()
                .get()
                .find(warning.instance())
                .flatMap(FleetInstance::lease)
                .map(lease -> lease.left(engine.time().now()))
                .orElse(warning.left());
    }

    private void show(Guard.State state) {
        if (state instanceof Guard.State.Missing(String why)) {
            printer.problem(UserMessage.of("cli.alert.noGuardian", why));
        }
    }
}
