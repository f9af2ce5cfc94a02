package gpudeck.view.kit;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What a page shows while it has nothing: an icon, one sentence, the amount, what to do.
public final class EmptyState extends VBox {

    private final RichText words;

    public EmptyState(Feather icon, String title, String text, Node... actions) {
        getStyleClass().add("empty-state");
        words = new RichText("", text);
        words.getStyleClass().add("text-quiet");
        var tile = new StackPane(Icons.of(icon));
        tile.getStyleClass().add("tile");
        getChildren().addAll(tile, Labels.title(title), words);
        if (actions.length > 0) {
            var row = new HBox(actions);
            row.getStyleClass().add("actions");
            getChildren().add(row);
        }
    }

    public void show(String text) {
        words.show("", text);
    }
}
