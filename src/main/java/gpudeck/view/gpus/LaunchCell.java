package gpudeck.view.gpus;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Columns;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;

/// The button at the end of a row, for a type that can start now.
final class LaunchCell extends StackPane implements Columns.CellNode<TypeOffer> {

    private final Messages messages;
    private final Button button;
    private Optional<TypeOffer> offer = Optional.empty();

    LaunchCell(Messages messages, Consumer<TypeOffer> launch) {
        this.messages = messages;
        button =
                Buttons.small(
                        Buttons.plain(messages.text("gpus.launch"), () -> offer.ifPresent(launch)));
        // The row has the key L; a stop per row would make the table endless.
        button.setFocusTraversable(false);
        getStyleClass().add("launch-cell");
        getChildren().add(button);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(TypeOffer now) {
        offer = Optional.of(now);
        button.setVisible(now.isOpen());
        button.setAccessibleText(messages.text("gpus.launch.type", now.type().title()));
    }
}
