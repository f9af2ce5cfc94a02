package gpudeck.view.wizard;

import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// A share of a whole as a short bar. The number stands beside it.
final class ShareBar extends StackPane {

    private static final double WIDTH = 70;

    ShareBar(double share) {
        getStyleClass().add("share-bar");
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        var fill = new Region();
        fill.getStyleClass().add("fill");
        fill.setMaxWidth(WIDTH * share);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().add(fill);
    }
}
