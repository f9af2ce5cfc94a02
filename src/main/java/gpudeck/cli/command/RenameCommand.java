package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.InstanceFinder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `gpudeck rename ID NAME`.
@Command(name = "rename")
public final class RenameCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "cli.parameter.id")
    private String wanted = "";

    @Parameters(index = "1", paramLabel = "NAME", descriptionKey = "cli.parameter.newName")
    private String name = "";

    public RenameCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            var id = new InstanceFinder(fleet).one(wanted);
            var renamed = fleet.rename(id, name);
            if (context.options().isJson()) {
                var row = new InstanceFinder(fleet).find(id.value());
                context.printer().json(InstanceRow.of(row, session.engine().time().now()));
            } else {
                context.printer().answer("cli.rename.done", renamed.displayName());
            }
            return ExitStatus.DONE;
        }
    }
}
