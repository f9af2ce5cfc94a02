package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A message over a page's content: danger, warning, or a hint (accent), with what can be done.
public final class MessageBanner extends HBox {

    private final RichText words = new RichText("", "");

    public MessageBanner(Feather icon, Tone tone, Node... actions) {
        getStyleClass().add("message-banner");
        Tones.set(this, tone);
        var middle = new VBox(words);
        middle.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(middle, Priority.ALWAYS);
        getChildren().addAll(Icons.of(icon), middle);
        getChildren().addAll(actions);
    }

    public void show(String lead, String text) {
        words.show(lead, text);
    }
}
