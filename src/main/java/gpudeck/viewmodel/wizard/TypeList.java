package gpudeck.viewmodel.wizard;

import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.viewmodel.RowSync;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The types to choose from: filtered, open ones first, then by price. The chosen one stays in
/// sight whatever the filters say.
public final class TypeList {

    private static final int MOST_OTHERS = 3;

    private static final Comparator<TypeRow> ORDER =
            Comparator.<TypeRow, Boolean>comparing(r -> !r.offerProperty().get().isOpen())
                    .thenComparing(r -> r.type().pricePerHour())
                    .thenComparing(TypeRow::name);

    private final Map<String, TypeRow> known = new HashMap<>();
    private final ObservableList<TypeRow> rows = FXCollections.observableArrayList();
    private final ObservableList<TypeRow> shown = FXCollections.unmodifiableObservableList(rows);
    private final ObjectProperty<@Nullable TypeRow> chosen = new SimpleObjectProperty<>();
    private final ObjectProperty<Optional<Integer>> gpus =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Integer>> memory =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> architecture =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty soldOut = new SimpleBooleanProperty(true);

    TypeList() {
        gpus.addListener(_ -> filter());
        memory.addListener(_ -> filter());
        architecture.addListener(_ -> filter());
        soldOut.addListener(_ -> filter());
        chosen.addListener(_ -> filter());
    }

    void show(Catalog catalog) {
        for (var offer : catalog.offers()) {
            known.computeIfAbsent(offer.type().name(), _ -> new TypeRow(offer)).show(offer);
        }
        filter();
    }

    private void filter() {
        var wanted = known.values().stream().filter(this::isWanted).sorted(ORDER).toList();
        RowSync.apply(rows, wanted);
    }

    private boolean isWanted(TypeRow row) {
        var type = row.type();
        return row == chosen.get()
                || (gpus.get().map(n -> type.gpus() == n).orElse(true)
                        && memory.get().map(gb -> memoryOf(type) >= gb).orElse(true)
                        && architecture.get().map(a -> isOf(type, a)).orElse(true)
                        && (soldOut.get() || row.offerProperty().get().isOpen()));
    }

    private static boolean isOf(InstanceType type, String architecture) {
        return type.architecture().map(architecture::equals).orElse(false);
    }

    static int memoryOf(InstanceType type) {
        return type.totalGpuMemoryGb().orElse(0);
    }

    public ObservableList<TypeRow> rows() {
        return shown;
    }

    public ObjectProperty<@Nullable TypeRow> chosenProperty() {
        return chosen;
    }

    /// Number of GPUs, exactly.
    public ObjectProperty<Optional<Integer>> gpusProperty() {
        return gpus;
    }

    /// Memory of all GPUs together in GB, at least.
    public ObjectProperty<Optional<Integer>> memoryProperty() {
        return memory;
    }

    public ObjectProperty<Optional<String>> architectureProperty() {
        return architecture;
    }

    /// Whether types without room are listed too.
    public BooleanProperty soldOutProperty() {
        return soldOut;
    }

    public List<Integer> gpuCounts() {
        return known.values().stream().map(r -> r.type().gpus()).distinct().sorted().toList();
    }

    public List<Integer> memorySizes() {
        return known.values().stream()
                .map(r -> memoryOf(r.type()))
                .filter(gb -> gb > 0)
                .distinct()
                .sorted()
                .toList();
    }

    public List<String> architectures() {
        return known.values().stream()
                .flatMap(r -> r.type().architecture().stream())
                .distinct()
                .sorted()
                .toList();
    }

    boolean choose(String name) {
        var row = known.get(name);
        if (row != null) {
            chosen.set(row);
        }
        return row != null;
    }

    /// The cheapest open type of one GPU, or the cheapest open one.
    Optional<TypeRow> cheapestOpen() {
        var open =
                known.values().stream()
                        .filter(r -> r.offerProperty().get().isOpen() && r.type().gpus() > 0)
                        .sorted(ORDER)
                        .toList();
        return open.stream()
                .filter(r -> r.type().gpus() == 1)
                .findFirst()
                .or(() -> open.stream().findFirst());
    }

    /// What else would do if this type sells out: as many GPUs with as much memory, of the same
    /// architecture, cheapest first.
    List<InstanceType> atLeast(InstanceType wanted) {
        return known.values().stream()
                .sorted(Comparator.comparing((TypeRow r) -> r.type().pricePerHour()))
                .map(r -> r.offerProperty().get())
                .map(TypeOffer::type)
                .filter(t -> !t.name().equals(wanted.name()))
                .filter(t -> t.gpus() == wanted.gpus())
                .filter(t -> memoryOf(t) >= memoryOf(wanted))
                .filter(t -> t.architecture().equals(wanted.architecture()))
                .limit(MOST_OTHERS)
                .toList();
    }
}
