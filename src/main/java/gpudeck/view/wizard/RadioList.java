package gpudeck.view.wizard;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// One of a few values, each with its sentence.
final class RadioList<T extends Enum<T>> extends VBox {

    private final Map<T, RadioButton> buttons;

    /// @param id of the list, and with the value's name of its button
    /// @param values at least one
    RadioList(String id, ObjectProperty<T> chosen, T[] values) {
        setId(id);
        getStyleClass().add("radio-list");
        buttons = new EnumMap<>(values[0].getDeclaringClass());
        var group = new ToggleGroup();
        for (var value : values) {
            var button = new RadioButton();
            button.setId(id + "-" + value.name());
            button.setToggleGroup(group);
            button.setSelected(value == chosen.get());
            button.setOnAction(_ -> chosen.set(value));
            buttons.put(value, button);
            getChildren().add(button);
        }
    }

    /// Says what each value means now.
    void show(Function<T, String> words) {
        buttons.forEach((value, button) -> button.setText(words.apply(value)));
    }
}
