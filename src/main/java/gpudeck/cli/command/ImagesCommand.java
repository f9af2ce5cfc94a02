package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.output.Table;
import gpudeck.domain.cloud.Image;
import gpudeck.engine.Catalog.Part;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gpudeck images`: what an instance can boot. The API lists an image once for each region.
@Command(name = "images")
public final class ImagesCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--region", paramLabel = "NAME", descriptionKey = "cli.option.onlyRegion")
    private Optional<String> region = Optional.empty();

    public ImagesCommand(CommandContext context) {
        this.context = context;
    }

    record Row(
            String id,
            String name,
            String family,
            String version,
            Optional<String> architecture,
            String region,
            Optional<Instant> updated) {

        static Row of(Image image) {
            return new Row(
                    image.id(),
                    image.name(),
                    image.family(),
                    image.version(),
                    image.architecture(),
                    image.region().name(),
                    image.updated());
        }
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var catalog = session.engine().catalog();
            catalog.refresh(Set.of(Part.IMAGES));
            var rows =
                    catalog.catalog().get().images().stream()
                            .map(Row::of)
                            .filter(r -> region.filter(name -> !name.equals(r.region())).isEmpty())
                            .sorted(Comparator.comparing(Row::family).thenComparing(Row::region))
                            .toList();
            if (context.options().isJson()) {
                context.printer().json(rows);
            } else {
                context.printer().table(table(rows));
            }
            return ExitStatus.DONE;
        }
    }

    private static Table table(List<Row> rows) {
        var table =
                new Table()
                        .left("cli.column.family")
                        .left("cli.column.version")
                        .left("cli.column.arch")
                        .left("cli.column.region")
                        .left("cli.column.id");
        for (var row : rows) {
            table.row(
                    row.family(),
                    row.version(),
                    row.architecture().orElse("–"),
                    row.region(),
                    row.id());
        }
        return table;
    }
}
