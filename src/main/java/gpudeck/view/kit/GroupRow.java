package gpudeck.view.kit;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.SelectionMode;
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
    private Optional<Node> shown = Optional.empty();

    private GroupRow(Function<R, Optional<Node>> head) {
        this.head = head;
    }

    /// Uses such rows in the table and keeps the selection off the heads.
    ///
    /// @param head the node over a group's row, empty for every other row
    /// @param sentence what a screen reader says of a row
    /// @param quiet whether a row's words are muted
    public static <R> void install(
            TableView<R> table,
            Function<R, Optional<Node>> head,
            Predicate<R> isHead,
            Function<R, ObservableValue<String>> sentence,
            Function<R, ObservableValue<Boolean>> quiet) {
        table.setRowFactory(_ -> {
            var row = new GroupRow<>(head);
            row.accessibleTextProperty().bind(row.itemProperty().flatMap(sentence));
            row.itemProperty()
                    .flatMap(quiet)
                    .orElse(false)
                    .subscribe(now -> row.pseudoClassStateChanged(QUIET, now));
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
                || !isHead.test(table.getItems().get(index))
                || isSpan(table)) {
            return;
        }
        int next = index < before.intValue() && index > 0 ? index - 1 : index + 1;
        if (next < table.getItems().size()) {
            table.getSelectionModel().clearAndSelect(next);
        }
    }

    /// Several rows with a head among them: the head is only passed over.
    private static boolean isSpan(TableView<?> table) {
        var selection = table.getSelectionModel();
        return selection.getSelectionMode() == SelectionMode.MULTIPLE
                && selection.getSelectedIndices().size() > 1;
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
