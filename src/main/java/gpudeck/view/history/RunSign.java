package gpudeck.view.history;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.history.HistoryRow;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How a run went: icon, then word, then colour.
final class RunSign extends HBox implements Columns.CellNode<HistoryRow.Shown> {

    private final Messages messages;
    private final FontIcon icon = Icons.of(Feather.PLAY);
    private final Label word = new Label();

    RunSign(Messages messages) {
        this.messages = messages;
        getStyleClass().add("run-sign");
        getChildren().addAll(icon, Labels.ellipsis(word));
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(HistoryRow.Shown run) {
        icon.setIconCode(icon(run.sign()));
        word.setText(messages.text(run.outcome()));
        Tones.set(icon, tone(run.sign()));
        Tones.set(word, tone(run.sign()));
    }

    static Feather icon(HistoryRow.Sign sign) {
        return switch (sign) {
            case RUNNING, LEFT_RUNNING -> Feather.PLAY;
            case SUCCEEDED -> Feather.CHECK_CIRCLE;
            case FAILED -> Feather.X_CIRCLE;
            case CANCELLED -> Feather.MINUS_CIRCLE;
            case INTERRUPTED -> Feather.ALERT_CIRCLE;
            case NOT_LAUNCHED -> Feather.SLASH;
        };
    }

    static Tone tone(HistoryRow.Sign sign) {
        return switch (sign) {
            case RUNNING -> Tone.ACCENT;
            case SUCCEEDED -> Tone.SUCCESS;
            case FAILED -> Tone.DANGER;
            case LEFT_RUNNING, INTERRUPTED -> Tone.WARNING;
            case CANCELLED, NOT_LAUNCHED -> Tone.MUTED;
        };
    }
}
