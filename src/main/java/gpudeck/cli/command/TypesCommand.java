package gpudeck.cli.command;

import gpudeck.cli.CommandContext;
import gpudeck.cli.ExitStatus;
import gpudeck.cli.output.Table;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gpudeck types`: what can be rented, cheapest first.
@Command(name = "types")
public final class TypesCommand implements Callable<Integer> {

    /// So that a line fits into 120 columns.
    private static final int REGIONS_SHOWN = 4;

    private final CommandContext context;

    @Option(names = "--available", descriptionKey = "cli.option.available")
    private boolean available;

    @Option(names = "--gpu", paramLabel = "TEXT", descriptionKey = "cli.option.gpu")
    private Optional<String> gpu = Optional.empty();

    public TypesCommand(CommandContext context) {
        this.context = context;
    }

    record Row(
            String name,
            String description,
            String gpu,
            int gpus,
            OptionalInt gpuMemoryGb,
            int vcpus,
            int memoryGib,
            int storageGib,
            Optional<String> architecture,
            long priceCentsPerHour,
            List<String> regionsWithCapacity) {

        static Row of(TypeOffer offer) {
            var type = offer.type();
            return new Row(
                    type.name(),
                    type.description(),
                    type.gpuDescription(),
                    type.gpus(),
                    type.gpuMemoryGb(),
                    type.vcpus(),
                    type.memoryGib(),
                    type.storageGib(),
                    type.architecture(),
                    type.pricePerHour().value(),
                    regions(offer));
        }
    }

    @Override
    public Integer call() throws Exception {
        try (var session = context.open()) {
            var catalog = session.engine().catalog();
            catalog.refresh(Set.of(Part.TYPES));
            var offers =
                    catalog.catalog().get().offers().stream()
                            .filter(this::isWanted)
                            .sorted(
                                    Comparator.comparing((TypeOffer o) -> o.type().pricePerHour())
                                            .thenComparing(o -> o.type().name()))
                            .toList();
            if (context.options().isJson()) {
                context.printer().json(offers.stream().map(Row::of).toList());
            } else {
                context.printer().table(table(offers));
            }
            return ExitStatus.DONE;
        }
    }

    private boolean isWanted(TypeOffer offer) {
        var words =
                (offer.type().name() + " " + offer.type().gpuDescription())
                        .toLowerCase(Locale.ROOT);
        return (!available || offer.isOpen())
                && gpu.filter(g -> !words.contains(g.toLowerCase(Locale.ROOT))).isEmpty();
    }

    private Table table(List<TypeOffer> offers) {
        var table =
                new Table()
                        .left("cli.column.type")
                        .right("cli.column.gpuMemory")
                        .right("cli.column.vcpu")
                        .right("cli.column.ram")
                        .right("cli.column.disk")
                        .right("cli.column.price")
                        .right("cli.column.pricePerGpu")
                        .left("cli.column.regions");
        for (var offer : offers) {
            var type = offer.type();
            table.row(
                    type.name(),
                    memory(type),
                    String.valueOf(type.vcpus()),
                    String.valueOf(type.memoryGib()),
                    String.valueOf(type.storageGib()),
                    type.pricePerHour().toString(),
                    type.gpus() == 0 ? "–" : type.pricePerGpuHour().toString(),
                    shown(regions(offer)));
        }
        return table;
    }

    private static String memory(InstanceType type) {
        return type.gpus() == 0 || type.gpuMemoryGb().isEmpty()
                ? "–"
                : type.gpus() + "× " + type.gpuMemoryGb().getAsInt() + " GB";
    }

    private String shown(List<String> regions) {
        if (regions.isEmpty()) {
            return context.messages().text("cli.types.soldOut");
        }
        var first = String.join(", ", regions.subList(0, Math.min(REGIONS_SHOWN, regions.size())));
        return regions.size() <= REGIONS_SHOWN
                ? first
                : context.messages().text("cli.types.more", first, regions.size() - REGIONS_SHOWN);
    }

    private static List<String> regions(TypeOffer offer) {
        return offer.openRegions().stream().map(Region::name).sorted().toList();
    }
}
