package gpudeck.view.kit;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// One of a few, all in sight. One is always chosen.
public final class SegmentedControl<T> extends HBox {

    private final ToggleGroup group = new ToggleGroup();
    private final ObjectProperty<T> value;

    public SegmentedControl(List<T> choices, T chosen, Function<T, String> words) {
        getStyleClass().add("segments");
        value = new SimpleObjectProperty<>(chosen);
        choices.forEach(choice -> getChildren().add(segment(choice, words.apply(choice))));
        value.addListener(_ -> show());
        show();
    }

    public ObjectProperty<T> valueProperty() {
        return value;
    }

    private ToggleButton segment(T choice, String text) {
        var segment = new ToggleButton(text);
        segment.getStyleClass().setAll("segment");
        segment.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        segment.setMinWidth(Region.USE_PREF_SIZE);
        segment.setUserData(choice);
        segment.setToggleGroup(group);
        // A second press must not leave nothing chosen.
        segment.setOnAction(_ -> {
            value.set(choice);
            show();
        });
        return segment;
    }

    private void show() {
        group.getToggles().stream()
                .filter(t -> value.get().equals(t.getUserData()))
                .forEach(t -> t.setSelected(true));
    }
}
