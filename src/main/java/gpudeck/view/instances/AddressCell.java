package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.instances.MachineFacts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/// The address, or that there is none yet.
final class AddressCell implements Columns.CellNode<Optional<String>> {

    /// What of a machine it shows: no word of an address that will never come.
    static Optional<String> of(MachineFacts machine) {
        return machine.isEnded() ? machine.ip().or(() -> Optional.of("")) : machine.ip();
    }

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
    public void show(Optional<String> ip) {
        address.setText(ip.orElse(""));
        var wanted = ip.isPresent() ? address : none;
        if (!box.getChildren().contains(wanted)) {
            box.getChildren().setAll(wanted);
        }
    }
}
