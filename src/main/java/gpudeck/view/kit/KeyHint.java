package gpudeck.view.kit;

import javafx.scene.control.Label;

/// A key's cap: `/`, `Ctrl`.
public final class KeyHint extends Label {

    public KeyHint(String key) {
        super(key);
        getStyleClass().add("key-hint");
    }
}
