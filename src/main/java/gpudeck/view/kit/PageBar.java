package gpudeck.view.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The 52 px head of a page: its name, one line about it, and its controls at the right end.
public final class PageBar extends HBox {

    private final Label summary = Labels.quiet("");

    public PageBar(String title, Node... controls) {
        getStyleClass().add("page-bar");
        var name = Labels.title(title);
        name.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(name, Labels.ellipsis(summary), space);
        getChildren().addAll(controls);
    }

    public Label summary() {
        return summary;
    }
}
