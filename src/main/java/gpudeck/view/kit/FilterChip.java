package gpudeck.view.kit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.feather.Feather;

/// A filter with a menu of choices, "Any …" first. While one is on, the chip is tinted and its
/// cross takes it back.
public final class FilterChip<T> extends MenuButton {

    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

    private final String any;
    private final Function<T, String> words;
    private final ToggleGroup group = new ToggleGroup();
    private final ObjectProperty<Optional<T>> value = new SimpleObjectProperty<>(Optional.empty());
    private List<T> choices = List.of();

    /// @param any what it says while nothing is chosen
    /// @param words of a choice
    public FilterChip(String any, Function<T, String> words) {
        super(any);
        this.any = any;
        this.words = words;
        getStyleClass().add("filter-chip");
        setMinWidth(USE_PREF_SIZE);
        value.addListener(_ -> showValue());
        rebuild();
    }

    /// Empty means any.
    public ObjectProperty<Optional<T>> valueProperty() {
        return value;
    }

    public void setChoices(List<T> now) {
        if (!now.equals(choices)) {
            choices = List.copyOf(now);
            rebuild();
        }
    }

    private void rebuild() {
        group.getToggles().clear();
        getItems().setAll(item(any, Optional.empty()));
        choices.forEach(choice -> getItems().add(item(words.apply(choice), Optional.of(choice))));
        showValue();
    }

    private RadioMenuItem item(String text, Optional<T> choice) {
        var item = new RadioMenuItem(text);
        item.setToggleGroup(group);
        item.setUserData(choice);
        item.setOnAction(_ -> value.set(choice));
        return item;
    }

    private void showValue() {
        boolean on = value.get().isPresent();
        pseudoClassStateChanged(ON, on);
        setText(value.get().map(words).orElse(any));
        group.getToggles().stream()
                .filter(t -> Objects.equals(t.getUserData(), value.get()))
                .forEach(t -> t.setSelected(true));
        if (on && getGraphic() == null) {
            setGraphic(cross());
            setContentDisplay(ContentDisplay.RIGHT);
            getStyleClass().add("no-arrow");
        } else if (!on) {
            setGraphic(null);
            getStyleClass().remove("no-arrow");
        }
    }

    private Node cross() {
        var cross = Icons.of(Feather.X);
        cross.setPickOnBounds(true);
        cross.setOnMousePressed(event -> {
            value.set(Optional.empty());
            event.consume();
        });
        return cross;
    }
}
