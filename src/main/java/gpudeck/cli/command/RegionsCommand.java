package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.output.Table;
import gpudeck.domain.cloud.Region;
import gpudeck.engine.Catalog.Part;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `gpudeck regions`: where machines stand.
@Command(name = "regions")
public final class RegionsCommand implements Callable<Integer> {

    private final CommandContext context;

    public RegionsCommand(CommandContext context) {
        this.context = context;
    }

    record Row(String name, String description) {}

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var catalog = session.engine().catalog();
            catalog.refresh(Set.of(Part.REGIONS));
            var rows =
                    catalog.catalog().get().regions().stream()
                            .sorted(Comparator.comparing(Region::name))
                            .map(region -> new Row(region.name(), region.description()))
                            .toList();
            if (context.options().isJson()) {
                context.printer().json(rows);
            } else {
                var table = new Table().left("cli.column.region").left("cli.column.place");
                rows.forEach(row -> table.row(row.name(), row.description()));
                context.printer().table(table);
            }
            return ExitStatus.DONE;
        }
    }
}
