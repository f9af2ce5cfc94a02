package gpudeck.view.gpus;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.GroupRow;
import gpudeck.view.kit.OpenRegions;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.GpuRow;
import gpudeck.viewmodel.gpus.GpuSort;
import gpudeck.viewmodel.gpus.GpusViewModel;
import gpudeck.viewmodel.gpus.TypeFacts;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The types, one a row, with what they cost and where they can start.
final class TypeTable extends TableView<GpuRow> {

    /// Table widths under which a column goes, in the order of the design.
    private static final double DISK = 1000;

    private static final double ARCHITECTURE = 880;
    private static final double VCPU = 810;
    private static final double RAM = 750;
    private static final double PER_GPU = 680;

    private final GpusViewModel model;
    private final Messages messages;
    private final Columns<GpuRow> columns = new Columns<>(this);

    TypeTable(GpusViewModel model, GpuActions actions, Messages messages) {
        this.model = model;
        this.messages = messages;
        getStyleClass().add("gpu-table");
        addColumns(actions);
        setItems(model.rows());
        setSortPolicy(_ -> takeSort());
        showSort();
        GroupRow.install(
                this,
                row -> GpuRows.head(row, messages),
                GpuRows::isHead,
                row -> GpuRows.sentence(row, messages),
                GpuRows::quiet);
        GpuRows.bindSelection(this, model);
    }

    private void addColumns(GpuActions actions) {
        sorted(
                GpuSort.Key.TYPE,
                columns.node(title("gpus.column.type"), 180, TypeTable::offer, TypeName::new));
        figure(GpuSort.Key.MEMORY, "gpus.column.memory", 76, TypeFacts::memory);
        sorted(
                GpuSort.Key.PRICE,
                columns.figureStrong(title("gpus.column.price"), 70, of(TypeFacts::price)));
        columns.from(
                PER_GPU,
                figure(
                        GpuSort.Key.PRICE_PER_GPU,
                        "gpus.column.pricePerGpu",
                        78,
                        TypeFacts::pricePerGpu));
        columns.from(VCPU, figure(GpuSort.Key.VCPU, "gpus.column.vcpu", 56, TypeFacts::vcpus));
        columns.from(RAM, figure(GpuSort.Key.RAM, "gpus.column.ram", 70, TypeFacts::ram));
        columns.from(DISK, figure(GpuSort.Key.DISK, "gpus.column.disk", 76, TypeFacts::disk));
        var architecture = columns.text(title("gpus.column.arch"), 66, of(TypeFacts::architecture));
        columns.from(ARCHITECTURE, sorted(GpuSort.Key.ARCHITECTURE, architecture));
        var capacity =
                columns.node(
                        title("gpus.column.capacity"),
                        200,
                        TypeTable::offer,
                        () -> new OpenRegions(messages));
        columns.node(
                "",
                100,
                TypeTable::offer,
                () -> new LaunchCell(messages, o -> actions.launch(o, Optional.empty())));
        columns.edges();
        columns.rest(capacity);
    }

    private TableColumn<GpuRow, GpuRow> figure(
            GpuSort.Key key, String title, double width, Function<TypeFacts, String> fact) {
        return sorted(key, columns.figure(title(title), width, of(fact)));
    }

    private <V> TableColumn<GpuRow, V> sorted(GpuSort.Key key, TableColumn<GpuRow, V> column) {
        column.setSortable(true);
        column.setId(key.name());
        return column;
    }

    private void showSort() {
        var key = model.sortProperty().get().key().name();
        getColumns().stream().filter(c -> key.equals(c.getId())).forEach(getSortOrder()::add);
    }

    /// The model sorts, so that the groups stay together.
    private boolean takeSort() {
        model.sortProperty()
                .set(
                        getSortOrder().stream()
                                .findFirst()
                                .map(column ->
                                        new GpuSort(
                                                GpuSort.Key.valueOf(column.getId()),
                                                column.getSortType()
                                                        == TableColumn.SortType.ASCENDING))
                                .orElse(GpuSort.DEFAULT));
        return true;
    }

    static @Nullable ObservableValue<TypeOffer> offer(GpuRow row) {
        return row instanceof GpuRow.TypeRow type ? type.offerProperty() : null;
    }

    static Function<GpuRow, @Nullable ObservableValue<String>> of(
            Function<TypeFacts, String> fact) {
        return row ->
                row instanceof GpuRow.TypeRow type
                        ? type.offerProperty().map(o -> fact.apply(TypeFacts.of(o.type())))
                        : null;
    }

    private String title(String key) {
        return messages.text(key);
    }
}
