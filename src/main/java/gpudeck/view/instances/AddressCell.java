package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.instances.MachineFacts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/// The address, or that there is none yet.
final class AddressCell implements Columns.CellNode<MachineFacts> {

    private final Label address = Labels.ellipsis(Labels.figure(""));
    private final Label none;
    private final StackPane box = new StackPane();

    AddressCell(Messages messages) {
        none = Labels.quiet(messages.text("instances.noAddress"));
        none.getStyleClass().add("text-help");
        box.getStyleClass().add("address-cell");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(MachineFacts machine) {
        address.setText(machine.ip().orElse(""));
        box.getChildren().setAll(machine.ip().isPresent() || machine.isEnded() ? address : none);
    }
}
