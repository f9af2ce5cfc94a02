package gpudeck.view.kit;

import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Columns of a table. A cell shows an observable of its row, so it changes in place, and only when
/// that is different.
///
/// @param <R> the rows, group rows among them; a value may be null, its cell is empty then
public final class Columns<R> {

    private final TableView<R> table;

    public Columns(TableView<R> table) {
        this.table = table;
    }

    /// Words: left, cut with an ellipsis and a tooltip.
    public TableColumn<R, R> text(
            String title, double width, Function<R, @Nullable ObservableValue<String>> value) {
        return add(title, width, () -> new TextCell<>("", value));
    }

    /// A number, price or time: right, in the fixed-width face.
    public TableColumn<R, R> figure(
            String title, double width, Function<R, @Nullable ObservableValue<String>> value) {
        return right(add(title, width, () -> new TextCell<>("figure", value)));
    }

    /// The same, but strong: the price per hour.
    public TableColumn<R, R> figureStrong(
            String title, double width, Function<R, @Nullable ObservableValue<String>> value) {
        return right(add(title, width, () -> new TextCell<>("figure-strong", value)));
    }

    /// A node that is made once per visible row and shows what it is given.
    public <V> TableColumn<R, R> node(
            String title,
            double width,
            Function<R, @Nullable ObservableValue<V>> value,
            Supplier<CellNode<V>> node) {
        return add(title, width, () -> new NodeCell<>(node.get(), value));
    }

    /// The same for a column that goes under a nested head, not into the table itself.
    public <V> TableColumn<R, R> detached(
            String title,
            double width,
            Function<R, @Nullable ObservableValue<V>> value,
            Supplier<CellNode<V>> node) {
        return make(title, width, () -> new NodeCell<>(node.get(), value));
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

    private TableColumn<R, R> add(String title, double width, Supplier<TableCell<R, R>> cell) {
        var column = make(title, width, cell);
        table.getColumns().add(column);
        return column;
    }

    private static <R> TableColumn<R, R> make(
            String title, double width, Supplier<TableCell<R, R>> cell) {
        var column = new TableColumn<R, R>(title);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> cell.get());
        return column;
    }

    /// A node of a cell.
    public interface CellNode<V> {
        Node node();

        void show(V value);
    }

    /// A cell is given its whole row and follows what it shows of it by itself: as a value of the
    /// table's it would be laid out anew whenever anything of the row is different.
    private abstract static class RowCell<R, V> extends TableCell<R, R> {

        private final Node content;
        private final boolean makesNodes;
        private boolean isUnstyled;

        /// @param makesNodes whether what is shown may bring nodes that were not there before
        RowCell(Node content, boolean makesNodes) {
            this.content = content;
            this.makesNodes = makesNodes;
            setText("");
        }

        /// @param value may be null, and what it gives
        final void follow(Function<R, @Nullable ObservableValue<V>> value) {
            itemProperty().flatMap(value).subscribe(this::take);
        }

        private void take(@Nullable V now) {
            if (now == null) {
                setGraphic(null);
            } else {
                show(now);
                isUnstyled |= makesNodes || getGraphic() == null;
                setGraphic(content);
            }
        }

        abstract void show(V now);

        @Override
        protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            if (isUnstyled && getGraphic() != null) {
                // The table asks while it is laid out, after the styles of this pulse: what the
                // node made anew would be blank until the next one.
                content.applyCss();
                isUnstyled = false;
            }
        }
    }

    private static final class TextCell<R> extends RowCell<R, String> {

        private final Label label;

        TextCell(String style, Function<R, @Nullable ObservableValue<String>> value) {
            this(Labels.ellipsis(new Label()), style, value);
        }

        private TextCell(
                Label label, String style, Function<R, @Nullable ObservableValue<String>> value) {
            super(label, false);
            this.label = label;
            if (!style.isEmpty()) {
                label.getStyleClass().add(style);
            }
            follow(value);
        }

        @Override
        void show(String now) {
            label.setText(now);
        }
    }

    private static final class NodeCell<R, V> extends RowCell<R, V> {

        private final CellNode<V> content;

        NodeCell(CellNode<V> content, Function<R, @Nullable ObservableValue<V>> value) {
            super(content.node(), true);
            this.content = content;
            follow(value);
        }

        @Override
        void show(V now) {
            content.show(now);
        }
    }
}
