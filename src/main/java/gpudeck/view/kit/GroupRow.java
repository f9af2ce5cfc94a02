package gpudeck.view.kit;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// A table row that may be the head of a group: then one node lies over the whole row.
///
/// @param <R> the rows, heads among them
public final class GroupRow<R> extends TableRow<R> {

    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
    private static final PseudoClass QUIET = PseudoClass.getPseudoClass("quiet");

    private final Function<R, Optional<Node>> head;
    private final Predicate<R> isQuiet;
    private Optional<Node> shown = Optional.empty();

    private GroupRow(Function<R, Optional<Node>> head, Predicate<R> isQuiet) {
        this.head = head;
        this.isQuiet = isQuiet;
    }

    /// Uses such rows in the table and keeps the selection off the heads.
    ///
    /// @param head the node over a group's row, empty for every other row
    /// @param sentence what a screen reader says of a row
    /// @param isQuiet whether a row's words are muted; asked when the row is shown
    public static <R> void install(
            TableView<R> table,
            Function<R, Optional<Node>> head,
            Predicate<R> isHead,
            Function<R, String> sentence,
            Predicate<R> isQuiet) {
        table.setRowFactory(_ -> {
            var row = new GroupRow<>(head, isQuiet);
            row.accessibleTextProperty().bind(row.itemProperty().map(sentence));
            return row;
        });
        table.getSelectionModel()
                .selectedIndexProperty()
                .addListener((_, before, now) -> skipHead(table, isHead, before, now));
    }

    /// Goes on in the direction in which the selection moved.
    private static <R> void skipHead(
            TableView<R> table, Predicate<R> isHead, Number before, Number now) {
        int index = now.intValue();
        if (index < 0
                || index >= table.getItems().size()
                || !isHead.test(table.getItems().get(index))) {
            return;
        }
        int next = index < before.intValue() && index > 0 ? index - 1 : index + 1;
        if (next < table.getItems().size()) {
            table.getSelectionModel().clearAndSelect(next);
        }
    }

    @Override
    protected void updateItem(@Nullable R item, boolean empty) {
        super.updateItem(item, empty);
        shown.ifPresent(getChildren()::remove);
        shown = empty || item == null ? Optional.empty() : head.apply(item);
        shown.ifPresent(node -> {
            node.setManaged(false);
            getChildren().add(node);
        });
        pseudoClassStateChanged(GROUP, shown.isPresent());
        pseudoClassStateChanged(QUIET, !empty && item != null && isQuiet.test(item));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        shown.ifPresent(node -> {
            // The skin lays the cells out anew and takes away what it does not know.
            if (!getChildren().contains(node)) {
                getChildren().add(node);
            }
            node.resizeRelocate(0, 0, getWidth(), getHeight());
        });
    }
}
