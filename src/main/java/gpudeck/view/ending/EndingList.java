package gpudeck.view.ending;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.StatusShape;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.ending.EndingLine;
import gpudeck.viewmodel.ending.LeftAlone;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The machines that a dialog is about, one a line, and what they come to.
final class EndingList extends VBox {

    /// More would push the buttons out of a small window.
    private static final int AT_MOST = 6;

    private final Messages messages;

    EndingList(Messages messages) {
        this.messages = messages;
        getStyleClass().addAll("card", "ending-list");
    }

    /// @param leftAlone what it comes to if it is not ended
    void show(List<EndingLine> lines, List<LeftAlone> leftAlone) {
        getChildren().setAll(lines.stream().limit(AT_MOST).map(this::line).toList());
        if (lines.size() > AT_MOST) {
            getChildren()
                    .add(row(Labels.quiet(messages.text("ending.more", lines.size() - AT_MOST))));
        }
        leftAlone.forEach(left -> getChildren().add(sum(left)));
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private Node line(EndingLine line) {
        var name = Labels.ellipsis(Labels.name(line.name()));
        name.getStyleClass().add("ending-name");
        var status = Labels.quiet(messages.text(line.status().word()));
        Labels.toned(status, line.status().tone());
        status.getStyleClass().add("ending-status");
        var note = Labels.ellipsis(Labels.quiet(messages.text(line.note())));
        note.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(note, Priority.ALWAYS);
        var price =
                Labels.figureStrong(
                        line.price()
                                .map(rate -> messages.text("ending.perHour", rate))
                                .orElse("–"));
        price.setMinWidth(USE_PREF_SIZE);
        var shape = new StatusShape(line.status().shape(), line.status().tone());
        var row = row(shape, name, status, note, price);
        row.setAccessibleText(String.join(", ", name.getText(), status.getText(), note.getText()));
        return row;
    }

    private Node sum(LeftAlone left) {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var cost = Labels.toned(Labels.figureStrong(messages.text(left.cost())), Tone.DANGER);
        return row(Labels.quiet(messages.text(left.untilWhen())), space, cost);
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(nodes);
        row.getStyleClass().add("ending-row");
        return row;
    }
}
