package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.StatusLabel;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Status;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.instances.MachineFacts;
import javafx.css.PseudoClass;
import javafx.scene.Node;

/// How a machine is; muted words while the list is old.
final class StatusCell implements Columns.CellNode<StatusCell.Shown> {

    /// What of a machine it shows.
    record Shown(Status status, boolean old) {
        static Shown of(MachineFacts machine) {
            return new Shown(machine.status(), machine.old());
        }
    }

    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");

    private final Messages messages;
    private final StatusLabel label;

    StatusCell(Messages messages) {
        this.messages = messages;
        label =
                new StatusLabel(
                        new Status(
                                Shape.RING, Tone.MUTED, UserMessage.of("instances.status.ended")),
                        messages);
    }

    @Override
    public Node node() {
        return label;
    }

    @Override
    public void show(Shown machine) {
        label.show(machine.status(), messages);
        label.pseudoClassStateChanged(OLD, machine.old());
    }
}
