package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.Session;
import gpudeck.cli.TimeReader;
import gpudeck.domain.TimeSpan;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gpudeck reconcile`: compares what runs with what this installation started, and says who
/// answers for each instance. With `--terminate-mine` it ends those of its own that no running GPU
/// Deck holds, also what a lost launch made, and waits for the proof.
@Command(name = "reconcile")
public final class ReconcileCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--terminate-mine", descriptionKey = "cli.option.reconcile.terminate")
    private boolean terminateMine;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeReader.class,
            descriptionKey = "cli.option.terminate.timeout")
    private Duration limit = Duration.ofMinutes(15);

    public ReconcileCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            session.engine().fleet().refresh();
            var left = terminateMine ? endMine(session) : List.<String>of();
            report(session);
            if (!left.isEmpty()) {
                context.printer().note("cli.terminate.goesOn");
            }
            return left.isEmpty() ? ExitStatus.DONE : ExitStatus.JOB_FAILED;
        }
    }

    private List<String> endMine(Session session) throws InterruptedException {
        var fleet = session.engine().fleet().fleet();
        fleet.get()
                .launches()
                .forEach(launch -> context.printer().note("cli.reconcile.looking", launch.name()));
        var before = fleet.get();
        var left = session.engine().endUnheld(limit);
        fleet.get().instances().stream()
                .filter(i -> i.isMine() && i.endedAt().isPresent())
                .filter(i -> before.find(i.id()).filter(b -> b.endedAt().isPresent()).isEmpty())
                .forEach(this::ended);
        return left;
    }

    private void ended(FleetInstance one) {
        var at = one.endedAt().orElseThrow();
        context.printer()
                .note(
                        "cli.terminate.ended",
                        one.instance().displayName(),
                        one.soFar(at),
                        new TimeSpan(one.age(at)));
    }

    private void report(Session session) {
        var now = session.engine().time().now();
        var fleet = session.engine().fleet().fleet().get();
        if (context.options().isJson()) {
            context.printer()
                    .json(fleet.billed().stream().map(i -> InstanceRow.of(i, now)).toList());
            return;
        }
        fleet.billed().forEach(one -> line(one, now));
        fleet.launches()
                .forEach(launch ->
                        context.printer()
                                .answer(
                                        "cli.instances.pending",
                                        launch.name(),
                                        launch.type().pricePerHour()));
        context.printer()
                .note("cli.reconcile.sum", unheld(fleet), Fleet.pricePerHour(fleet.billed()));
    }

    private void line(FleetInstance one, Instant now) {
        context.printer()
                .answer(
                        "cli.reconcile." + one.keeper(),
                        one.instance().displayName(),
                        one.id(),
                        one.instance().type().pricePerHour(),
                        new TimeSpan(one.age(now)),
                        LeaseWords.left(one, now));
    }

    private static int unheld(Fleet fleet) {
        return (int) fleet.billed().stream().filter(i -> i.keeper() == Keeper.NOBODY).count();
    }
}
