package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.LeaseBar;
import gpudeck.viewmodel.custody.LeaseLeft;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/// How much of its lease a machine has left, as a bar beside the time; words where there is none.
final class LeaseCell implements Columns.CellNode<LeaseLeft> {

    private final Messages messages;
    private final LeaseBar bar;
    private final Label words = Labels.body("");
    private final StackPane box = new StackPane();

    LeaseCell(Messages messages) {
        this.messages = messages;
        bar = new LeaseBar(messages.text("lease.byMoney"));
        words.getStyleClass().add("text-help");
        box.getStyleClass().add("lease-cell");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(LeaseLeft now) {
        if (now.equals(LeaseLeft.NOTHING)) {
            box.getChildren().clear();
            return;
        }
        var text = messages.text(now.words());
        now.share()
                .ifPresentOrElse(
                        share -> bar.show(share, text, now.tone(), now.byMoney()),
                        () -> Labels.toned(words, now.tone()).setText(text));
        var wanted = now.share().isPresent() ? bar : words;
        if (!box.getChildren().contains(wanted)) {
            box.getChildren().setAll(wanted);
        }
    }
}
