package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.Tone;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Says on every page that nothing here is real.
final class DemoBar extends HBox {

    DemoBar(Messages messages) {
        getStyleClass().add("demo-bar");
        var words =
                new RichText(messages.text("frame.demo.lead"), messages.text("frame.demo.text"));
        var middle = new VBox(words);
        middle.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(middle, Priority.ALWAYS);
        getChildren().addAll(Icons.of(Feather.INFO, Tone.WARNING), middle);
    }
}
