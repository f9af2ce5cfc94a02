package gpudeck.view.kit;

import gpudeck.domain.Messages;
import gpudeck.viewmodel.Status;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A state's shape with its word.
public final class StatusLabel extends HBox {

    private final StatusShape shape;
    private final Label word = new Label();

    public StatusLabel(Status status, Messages messages) {
        getStyleClass().add("status-word");
        shape = new StatusShape(status.shape(), status.tone());
        getChildren().addAll(shape, word);
        show(status, messages);
    }

    public void show(Status status, Messages messages) {
        shape.show(status.shape(), status.tone());
        word.setText(messages.text(status.word()));
        Tones.set(word, status.tone());
    }
}
