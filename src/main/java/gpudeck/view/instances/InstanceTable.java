package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.GroupRow;
import gpudeck.viewmodel.instances.InstanceRow;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import gpudeck.viewmodel.instances.InstancesViewModel;
import gpudeck.viewmodel.instances.MachineFacts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// The machines, one a row. Cells change in place; selection and scroll stay.
final class InstanceTable extends TableView<InstanceRow> {

    /// The same for all, or each row would be measured again and again.
    private static final double ROW_HEIGHT = 32;

    private static final double LEASE_WIDTH = 172;

    /// A column of no limit at all would fill more than the table.
    private static final double ANY_WIDTH = 5000;

    /// Table widths under which a column goes, in the order of the design.
    private static final double JOB = 1230;

    private static final double AGE = 1120;
    private static final double ADDRESS = 1030;

    private final InstancesViewModel model;
    private final Messages messages;
    private final Columns<InstanceRow> columns = new Columns<>(this);
    private boolean showing;

    InstanceTable(InstancesViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        getStyleClass().add("instance-table");
        setFixedCellSize(ROW_HEIGHT);
        keepChangesInTheirRows();
        addColumns();
        setItems(model.rows());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        GroupRow.install(
                this,
                row -> InstanceRows.head(row, messages),
                InstanceRows::isHead,
                row -> InstanceRows.sentence(row, messages),
                InstanceRows::quiet);
        bindSelection();
    }

    /// Rows are of one height, so nothing in one of them moves another: their parent need not have
    /// the table lay them all out again.
    private void keepChangesInTheirRows() {
        skinProperty()
                .map(_ -> lookup(".sheet"))
                .subscribe(sheet -> {
                    if (sheet != null) {
                        sheet.setManaged(false);
                    }
                });
    }

    private void addColumns() {
        columns.node(
                title("status"), 168, of(StatusCell.Shown::of), () -> new StatusCell(messages));
        columns.text(title("name"), 140, of(MachineFacts::name)).getStyleClass().add("name-column");
        columns.node(title("type"), 182, of(MachineFacts::type), TypeCell::new);
        columns.text(title("region"), 92, of(machine -> machine.region().name()))
                .getStyleClass()
                .add("region-column");
        columns.from(
                ADDRESS,
                columns.node(
                        title("ip"), 122, of(AddressCell::of), () -> new AddressCell(messages)));
        columns.from(AGE, columns.figure(title("age"), 92, of(MachineFacts::ageWords)));
        columns.figureStrong(title("price"), 68, of(MachineFacts::priceWords));
        Columns.right(columns.node(title("soFar"), 88, of(SoFarCell.Shown::of), SoFarCell::new));
        var lease =
                columns.node(
                        title("lease"),
                        LEASE_WIDTH,
                        of(MachineFacts::lease),
                        () -> new LeaseCell(messages));
        var job =
                columns.text(
                        title("job"),
                        180,
                        of(machine -> machine.job().map(messages::text).orElse("")));
        columns.edges();
        columns.rest(job);
        columns.from(JOB, job);
        // Where the job has no room, the lease is the last and takes what is left.
        lease.maxWidthProperty()
                .bind(job.visibleProperty().map(shown -> shown ? LEASE_WIDTH : ANY_WIDTH));
    }

    private String title(String column) {
        return messages.text("instances.column." + column);
    }

    /// No more of a machine than its cell shows: most of it changes more rarely than the rest.
    private static <V> Function<InstanceRow, @Nullable ObservableValue<V>> of(
            Function<MachineFacts, V> value) {
        return row -> row instanceof MachineRow machine ? machine.factsProperty().map(value) : null;
    }

    /// The table shows the model's choice and the model takes the table's.
    private void bindSelection() {
        getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<InstanceRow>) _ -> takeSelection());
        model.selected().addListener((ListChangeListener<MachineRow>) _ -> showSelection());
        showSelection();
    }

    private void takeSelection() {
        if (!showing) {
            model.select(chosen());
        }
    }

    private List<MachineRow> chosen() {
        return getSelectionModel().getSelectedItems().stream()
                .filter(MachineRow.class::isInstance)
                .map(MachineRow.class::cast)
                .toList();
    }

    private void showSelection() {
        if (showing || chosen().equals(model.selected())) {
            return;
        }
        showing = true;
        getSelectionModel().clearSelection();
        model.selected().forEach(row -> getSelectionModel().select(row));
        showing = false;
    }
}
