package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.CommandException;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.InstanceFinder;
import gpudeck.cli.TimeReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gpudeck extend ID --by TIME`: gives an instance more time.
@Command(name = "extend")
public final class ExtendCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", descriptionKey = "cli.parameter.id")
    private String wanted = "";

    @Option(
            names = "--by",
            paramLabel = "TIME",
            converter = TimeReader.class,
            descriptionKey = "cli.option.extend.by")
    private Duration by = Duration.ofHours(1);

    public ExtendCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var fleet = session.engine().fleet();
            var finder = new InstanceFinder(fleet);
            var id = finder.one(wanted);
            var before = finder.find(id.value());
            if (!before.isMine()) {
                throw CommandException.usage("cli.extend.notMine", before.instance().displayName());
            }
            fleet.extend(List.of(id), by);
            var now = session.engine().time().now();
            var one = finder.find(id.value());
            if (context.options().isJson()) {
                context.printer().json(InstanceRow.of(one, now));
            } else {
                context.printer()
                        .answer(
                                "cli.extend.done",
                                one.instance().displayName(),
                                LeaseWords.left(one, now),
                                one.instance().type().pricePerHour().perHourOver(by));
            }
            return ExitStatus.DONE;
        }
    }
}
