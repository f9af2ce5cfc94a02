package gpudeck.view.kit;

import atlantafx.base.controls.CustomTextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// Filters the page as one types; `/` goes to it, Esc empties it.
public final class FilterField extends CustomTextField {

    public FilterField(String prompt) {
        getStyleClass().add("filter-field");
        setPromptText(prompt);
        setAccessibleText(prompt);
        setLeft(Icons.of(Feather.SEARCH));
        var hint = new KeyHint("/");
        hint.visibleProperty().bind(focusedProperty().not().and(textProperty().isEmpty()));
        setRight(hint);
        addEventFilter(KeyEvent.KEY_PRESSED, this::emptyOnEscape);
    }

    private void emptyOnEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
            clear();
            event.consume();
        }
    }
}
