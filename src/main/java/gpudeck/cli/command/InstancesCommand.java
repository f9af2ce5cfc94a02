package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.output.Table;
import gpudeck.domain.Cents;
import gpudeck.domain.TimeSpan;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gpudeck instances`: what runs, and what it costs.
@Command(name = "instances")
public final class InstancesCommand implements Callable<Integer> {

    private static final int SHORT_ID = 8;
    private static final int LONGEST_NAME = 24;

    private final CommandContext context;

    @Option(names = "--all", descriptionKey = "cli.option.all")
    private boolean all;

    public InstancesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            fleet.refresh();
            var now = session.engine().time().now();
            var seen = fleet.fleet().get();
            var shown = seen.instances().stream().filter(i -> all || i.isBilled()).toList();
            if (context.options().isJson()) {
                context.printer().json(shown.stream().map(i -> InstanceRow.of(i, now)).toList());
            } else {
                show(seen, shown, now);
            }
            return ExitStatus.DONE;
        }
    }

    private void show(Fleet seen, List<FleetInstance> shown, Instant now) {
        if (!shown.isEmpty()) {
            context.printer().table(table(shown, now));
        }
        var billed = seen.billed();
        context.printer()
                .note(
                        "cli.instances.sum",
                        billed.size(),
                        Fleet.pricePerHour(billed),
                        seen.notStartedHere().size());
        for (var launch : seen.launches()) {
            context.printer()
                    .note("cli.instances.pending", launch.name(), launch.type().pricePerHour());
        }
    }

    private Table table(List<FleetInstance> shown, Instant now) {
        var table =
                new Table()
                        .left("cli.column.name")
                        .left("cli.column.id")
                        .left("cli.column.status")
                        .left("cli.column.type")
                        .left("cli.column.region")
                        .left("cli.column.ip")
                        .right("cli.column.age")
                        .right("cli.column.price")
                        .right("cli.column.cost")
                        .right("cli.column.lease");
        for (var one : shown) {
            var instance = one.instance();
            table.row(
                    cut(instance.displayName(), LONGEST_NAME, "…"),
                    cut(one.id().value(), SHORT_ID, ""),
                    instance.status().word(),
                    instance.type().name(),
                    instance.region().name(),
                    instance.ip().orElse("–"),
                    new TimeSpan(one.age(now)).toString(),
                    instance.type().pricePerHour().toString(),
                    cost(one, one.soFar(now)),
                    LeaseWords.left(one, now));
        }
        return table;
    }

    /// A machine that was not started here may be older than our first sight of it.
    private static String cost(FleetInstance one, Cents cost) {
        return (one.isMine() ? "" : "≥ ") + cost;
    }

    private static String cut(String text, int length, String mark) {
        return text.length() <= length ? text : text.substring(0, length - mark.length()) + mark;
    }
}
