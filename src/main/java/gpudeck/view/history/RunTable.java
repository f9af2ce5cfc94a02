package gpudeck.view.history;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Columns;
import gpudeck.viewmodel.history.HistoryRow;
import gpudeck.viewmodel.history.HistoryRow.Shown;
import gpudeck.viewmodel.history.HistoryViewModel;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// The runs, newest first.
final class RunTable extends TableView<HistoryRow> {

    /// Table widths under which a column goes. What a run cost always stays.
    private static final double REGION = 820;

    private static final double LOSS = 900;

    private static final double USE = 740;

    private static final double GPU = 660;
    private static final double STARTED = 560;

    private final HistoryViewModel model;
    private final Messages messages;
    private final Columns<HistoryRow> columns = new Columns<>(this);

    RunTable(HistoryViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        getStyleClass().add("run-table");
        columns.node(
                messages.text("history.column.outcome"),
                150,
                HistoryRow::shownProperty,
                () -> new RunSign(messages));
        columns.text(messages.text("history.column.job"), 130, of(Shown::job))
                .getStyleClass()
                .add("name-column");
        columns.from(
                STARTED,
                columns.text(messages.text("history.column.started"), 126, of(this::started)));
        columns.figure(messages.text("history.column.took"), 80, of(Shown::took));
        columns.figureStrong(
                messages.text("history.column.cost"), 72, of(run -> run.cost().toString()));
        columns.from(
                LOSS, columns.figure(messages.text("history.column.loss"), 76, of(Shown::loss)));
        columns.from(
                USE, columns.figure(messages.text("history.column.gpuUse"), 76, of(Shown::gpuUse)));
        columns.from(
                REGION,
                columns.text(messages.text("history.column.region"), 104, of(Shown::region)));
        var gpu = columns.text(messages.text("history.column.gpu"), 150, of(Shown::gpu));
        columns.edges();
        columns.rest(gpu);
        columns.from(GPU, gpu);
        setItems(model.rows());
        setRowFactory(_ -> row());
        bindSelection();
        addEventFilter(KeyEvent.KEY_PRESSED, this::startAtFirst);
    }

    /// A table's focus is in its first row from the beginning, so that Down would go past it.
    private void startAtFirst(KeyEvent event) {
        boolean isFresh = getSelectionModel().isEmpty() && getFocusModel().getFocusedIndex() <= 0;
        if (event.getCode() == KeyCode.DOWN && isFresh) {
            getSelectionModel().selectFirst();
            event.consume();
        }
    }

    private TableRow<HistoryRow> row() {
        var row = new TableRow<HistoryRow>();
        row.accessibleTextProperty()
                .bind(row.itemProperty().flatMap(HistoryRow::shownProperty).map(this::sentence));
        return row;
    }

    private String sentence(Shown run) {
        return messages.text(
                "history.row",
                run.job(),
                messages.text(run.outcome()),
                started(run),
                run.took(),
                run.cost(),
                run.gpu(),
                run.isGpuUseKnown() ? 1 : 0,
                run.gpuUse(),
                run.isLossKnown() ? 1 : 0,
                run.loss());
    }

    /// `Today 12:01`, `Yesterday 09:14`, `22 Nov 14:02`
    private String started(Shown run) {
        var at = run.startedAt().atZone(model.zone());
        return day(at.toLocalDate()) + " " + DateTimeFormatter.ofPattern("HH:mm").format(at);
    }

    private String day(LocalDate day) {
        if (day.equals(model.today())) {
            return messages.text("history.today");
        }
        return day.equals(model.today().minusDays(1))
                ? messages.text("history.yesterday")
                : DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).format(day);
    }

    private static Function<HistoryRow, @Nullable ObservableValue<String>> of(
            Function<Shown, String> value) {
        return row -> row.shownProperty().map(value);
    }

    private void bindSelection() {
        var selection = getSelectionModel();
        selection
                .selectedItemProperty()
                .subscribe(row -> {
                    if (row != null) {
                        model.selectedProperty().set(Optional.of(row));
                    }
                });
        model.selectedProperty()
                .subscribe(
                        row -> row.ifPresentOrElse(selection::select, selection::clearSelection));
    }
}
