package gpudeck.view.kit;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What forms are made of: fields with their names above and their help below.
public final class Fields {

    private Fields() {}

    /// A page of the wizard: the question, one sentence, the rest.
    public static VBox page(String title, String text, Node... rest) {
        var page = new VBox(Labels.section(title), Labels.quiet(text));
        page.getChildren().addAll(rest);
        page.getStyleClass().add("wizard-page");
        return page;
    }

    public static VBox field(String name, Node control, Node... below) {
        var label = Labels.small(name);
        label.getStyleClass().setAll("label", "field-name");
        label.setLabelFor(control);
        control.setAccessibleText(name);
        var field = new VBox(label, control);
        for (var node : below) {
            if (node instanceof Label help) {
                help.setMinHeight(Region.USE_PREF_SIZE);
            }
            field.getChildren().add(node);
        }
        field.getStyleClass().add("field");
        return field;
    }

    public static GridPane columns(Node... nodes) {
        var grid = new GridPane();
        grid.getStyleClass().add("field-columns");
        for (int i = 0; i < nodes.length; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / nodes.length);
            grid.getColumnConstraints().add(column);
            grid.add(nodes[i], i, 0);
        }
        return grid;
    }

    public static <T> ComboBox<T> choice(
            ObservableList<T> items,
            ObservableValue<? extends @Nullable T> value,
            Consumer<T> choose,
            Function<T, String> words) {
        var box = new ComboBox<T>(items);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setCellFactory(_ -> new Choice<>(words));
        box.setButtonCell(new Choice<>(words));
        value.subscribe(now -> box.setValue(now));
        // While its items change, a combo box may have no value for a moment: that is no choice.
        box.valueProperty()
                .subscribe(now -> {
                    if (now != null) {
                        choose.accept(now);
                    }
                });
        return box;
    }

    /// A sentence in danger's colour that is there only while something is wrong.
    public static Label problem() {
        var label = Labels.help("");
        label.getStyleClass().add("field-problem");
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.visibleProperty());
        label.setVisible(false);
        return label;
    }

    public static void show(Label label, Messages messages, Optional<UserMessage> message) {
        label.setText(message.map(messages::text).orElse(""));
        label.setVisible(message.isPresent());
    }

    private static final class Choice<T> extends ListCell<T> {

        private final Function<T, String> words;

        Choice(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : words.apply(item));
        }
    }
}
