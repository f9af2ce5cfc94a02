package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// A round label for a state or a place. Not a button.
public final class Badge extends Label {

    public Badge(String text, Tone tone) {
        super(text);
        getStyleClass().add("badge");
        Tones.set(this, tone);
    }

    public Badge(Feather icon, String text, Tone tone) {
        this(text, tone);
        setGraphic(Icons.of(icon));
    }

    /// In the fixed-width face, for regions and the like.
    public static Badge figure(Node sign, String text, Tone tone) {
        var badge = new Badge(text, tone);
        badge.getStyleClass().add("figure");
        badge.setGraphic(sign);
        return badge;
    }

    public void show(String text, Tone tone) {
        setText(text);
        Tones.set(this, tone);
    }
}
