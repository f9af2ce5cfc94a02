package gpudeck.view.kit;

import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Columns of a table. A cell shows an observable of its row, so it changes in place.
///
/// @param <R> the rows, group rows among them; a value may be null, its cell is empty then
public final class Columns<R> {

    private final TableView<R> table;

    public Columns(TableView<R> table) {
        this.table = table;
    }

    /// Words: left, cut with an ellipsis and a tooltip.
    public TableColumn<R, String> text(
            String title, double width, Function<R, @Nullable ObservableValue<String>> value) {
        return add(title, width, value, () -> new TextCell<R>(""));
    }

    /// A number, price or time: right, in the fixed-width face.
    public TableColumn<R, String> figure(
            String title, double width, Function<R, @Nullable ObservableValue<String>> value) {
        return right(add(title, width, value, () -> new TextCell<R>("figure")));
    }

    /// The same, but strong: the price per hour.
    public TableColumn<R, String> figureStrong(
            String title, double width, Function<R, @Nullable ObservableValue<String>> value) {
        return right(add(title, width, value, () -> new TextCell<R>("figure-strong")));
    }

    /// A node that is made once per visible row and shows what it is given.
    public <V> TableColumn<R, V> node(
            String title,
            double width,
            Function<R, @Nullable ObservableValue<V>> value,
            Supplier<CellNode<V>> node) {
        return add(title, width, value, () -> new NodeCell<R, V>(node.get()));
    }

    /// The same for a column that goes under a nested head, not into the table itself.
    public <V> TableColumn<R, V> detached(
            String title,
            double width,
            Function<R, @Nullable ObservableValue<V>> value,
            Supplier<CellNode<V>> node) {
        return make(title, width, value, () -> new NodeCell<R, V>(node.get()));
    }

    /// Also puts the class on the head, so that it stands over its cells.
    public static <R, V> TableColumn<R, V> right(TableColumn<R, V> column) {
        column.getStyleClass().add("align-right");
        return column;
    }

    public static <R, V> TableColumn<R, V> centre(TableColumn<R, V> column) {
        column.getStyleClass().add("align-center");
        return column;
    }

    /// First and last columns have the page's padding at their outer side.
    public void edges() {
        var columns = table.getColumns();
        columns.getFirst().getStyleClass().add("first-column");
        columns.getLast().getStyleClass().add("last-column");
    }

    /// The column that takes the room that is left.
    public void rest(TableColumn<R, ?> column) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().stream()
                .filter(c -> !c.equals(column))
                .forEach(c -> {
                    c.setMinWidth(c.getPrefWidth());
                    c.setMaxWidth(c.getPrefWidth());
                });
    }

    /// Shows the column only while the table is at least `width` wide.
    public void from(double width, TableColumn<R, ?> column) {
        column.visibleProperty().bind(table.widthProperty().greaterThanOrEqualTo(width));
    }

    private <V> TableColumn<R, V> add(
            String title,
            double width,
            Function<R, @Nullable ObservableValue<V>> value,
            Supplier<TableCell<R, V>> cell) {
        var column = make(title, width, value, cell);
        table.getColumns().add(column);
        return column;
    }

    private static <R, V> TableColumn<R, V> make(
            String title,
            double width,
            Function<R, @Nullable ObservableValue<V>> value,
            Supplier<TableCell<R, V>> cell) {
        var column = new TableColumn<R, V>(title);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(row -> value.apply(row.getValue()));
        column.setCellFactory(_ -> cell.get());
        return column;
    }

    /// A node of a cell.
    public interface CellNode<V> {
        Node node();

        void show(V value);
    }

    private static final class TextCell<R> extends TableCell<R, String> {

        private final Label label = Labels.ellipsis(new Label());

        TextCell(String style) {
            if (!style.isEmpty()) {
                label.getStyleClass().add(style);
            }
            setText("");
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            label.setText(item == null ? "" : item);
            setGraphic(empty || item == null ? null : label);
        }
    }

    private static final class NodeCell<R, V> extends TableCell<R, V> {

        private final CellNode<V> content;
        private @Nullable V shown;

        NodeCell(CellNode<V> content) {
            this.content = content;
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                shown = null;
                setGraphic(null);
            } else if (!item.equals(shown)) {
                shown = item;
                content.show(item);
                setGraphic(content.node());
                // The table asks while it is laid out, after the styles of this pulse: what the
                // node made anew would be blank until the next one.
                content.node().applyCss();
            }
        }
    }
}
