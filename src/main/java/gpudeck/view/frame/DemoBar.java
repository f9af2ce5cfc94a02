package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.Tone;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Says on every page that nothing here is real.
final class DemoBar extends HBox {

    /// @param connect leads to an account; empty if the demo was asked for
    DemoBar(Messages messages, Optional<Runnable> connect) {
        getStyleClass().add("demo-bar");
        var words =
                new RichText(messages.text("frame.demo.lead"), messages.text("frame.demo.text"));
        var middle = new VBox(words);
        middle.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(middle, Priority.ALWAYS);
        getChildren().addAll(Icons.of(Feather.INFO, Tone.WARNING), middle);
        connect.ifPresent(action -> getChildren().add(connect(messages, action)));
    }

    private static Node connect(Messages messages, Runnable action) {
        var button = Buttons.plain(Feather.KEY, messages.text("frame.demo.connect"), action);
        button.setId("connect-account");
        return Buttons.small(button);
    }
}
