package gpudeck.view.settings;

import gpudeck.view.kit.Labels;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One part of the settings: a card of rows under a head.
final class Section extends VBox {

    private final VBox card = new VBox();

    Section(String title) {
        getStyleClass().add("settings-section");
        card.getStyleClass().add("card");
        var head = Labels.strong(title);
        head.getStyleClass().add("head");
        head.setMaxWidth(Double.MAX_VALUE);
        card.getChildren().add(head);
        getChildren().add(card);
    }

    /// A name, what there is to say about it, and a control at the right end.
    Section row(String name, String help, Node... controls) {
        var words = new VBox(Labels.name(name));
        if (!help.isEmpty()) {
            words.getChildren().add(Labels.help(help));
        }
        return row(words, controls);
    }

    Section row(String name, Label help, Node... controls) {
        return row(new VBox(Labels.name(name), help), controls);
    }

    private Section row(VBox words, Node... controls) {
        words.getStyleClass().add("words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(words);
        row.getStyleClass().add("row");
        row.getChildren().addAll(controls);
        card.getChildren().add(row);
        return this;
    }

    Section node(Node node) {
        card.getChildren().add(node);
        return this;
    }
}
