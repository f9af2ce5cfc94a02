package gpudeck.view.kit;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// Shows one thing at a time. The keyboard that was in what goes is in what comes.
public final class Place extends StackPane {

    public void show(Node content) {
        if (getChildren().equals(List.of(content))) {
            return;
        }
        boolean hadFocus = getScene() != null && Focus.isInside(getScene(), this);
        getChildren().setAll(content);
        if (hadFocus) {
            Focus.first(this);
        }
    }
}
