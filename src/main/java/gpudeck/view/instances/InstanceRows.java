package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.instances.InstanceRow;
import gpudeck.viewmodel.instances.InstanceRow.Group;
import gpudeck.viewmodel.instances.InstanceRow.HeadRow;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import gpudeck.viewmodel.instances.MachineFacts;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The heads of the groups, and what a row says to a screen reader.
final class InstanceRows {

    private InstanceRows() {}

    static Optional<Node> head(InstanceRow row, Messages messages) {
        if (!(row instanceof HeadRow head)) {
            return Optional.empty();
        }
        var title = Labels.strong(messages.text(head.title()));
        title.setMinWidth(Region.USE_PREF_SIZE);
        if (head.group() == Group.NOT_STARTED_HERE) {
            Labels.toned(title, Tone.DANGER);
        }
        var text = Labels.ellipsis(Labels.quiet(""));
        text.textProperty().bind(head.textProperty().map(messages::text));
        var box = new HBox(title, text);
        box.getStyleClass().add("group-label");
        return Optional.of(box);
    }

    static boolean isHead(InstanceRow row) {
        return row instanceof HeadRow;
    }

    /// What ended is still there, but muted.
    static ObservableValue<Boolean> quiet(InstanceRow row) {
        return switch (row) {
            case HeadRow head -> head.textProperty().map(_ -> false);
            case MachineRow machine -> machine.factsProperty().map(MachineFacts::isEnded);
        };
    }

    static ObservableValue<String> sentence(InstanceRow row, Messages messages) {
        return switch (row) {
            case HeadRow head ->
                    head.textProperty()
                            .map(text -> messages.text(head.title()) + ", " + messages.text(text));
            case MachineRow machine ->
                    machine.factsProperty().map(facts -> sentence(facts, messages));
        };
    }

    private static String sentence(MachineFacts machine, Messages messages) {
        return messages.text(
                "instances.row",
                machine.name(),
                messages.text(machine.status().word()),
                machine.typeWords(),
                machine.region().name(),
                machine.isEnded() ? 0 : 1,
                machine.type().pricePerHour(),
                machine.isAtLeast() ? 1 : 0,
                machine.soFar(),
                machine.lease().share().isPresent() ? 1 : 0,
                messages.text(machine.lease().words()));
    }
}
