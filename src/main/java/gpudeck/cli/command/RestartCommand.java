package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.InstanceFinder;
import gpudeck.engine.fleet.FleetInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gpudeck restart ID…`: restarts machines, which goes on costing money.
@Command(name = "restart")
public final class RestartCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", arity = "1..*", descriptionKey = "cli.parameter.ids")
    private List<String> wanted = List.of();

    public RestartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            fleet.refresh();
            var finder = new InstanceFinder(fleet);
            var found = new ArrayList<FleetInstance>();
            for (var one : wanted) {
                found.add(finder.find(one));
            }
            fleet.restart(found.stream().map(FleetInstance::id).distinct().toList());
            if (context.options().isJson()) {
                var now = session.engine().time().now();
                context.printer().json(found.stream().map(i -> InstanceRow.of(i, now)).toList());
            } else {
                found.forEach(one ->
                        context.printer().answer("cli.restart.done", one.instance().displayName()));
            }
            return ExitStatus.DONE;
        }
    }
}
