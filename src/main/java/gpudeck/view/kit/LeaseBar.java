package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// How much of a span is left, as a bar with the number beside it.
public final class LeaseBar extends HBox {

    private final Region fill = new Region();
    private final Pane track = new Pane(fill);
    private final Label words = Labels.figure("");
    private final Node money = Icons.of(Feather.DOLLAR_SIGN);
    private double share;

    /// @param byMoney what it means that money ends it
    public LeaseBar(String byMoney) {
        getStyleClass().add("lease-bar");
        fill.getStyleClass().add("fill");
        fill.setManaged(false);
        track.getStyleClass().add("track");
        HBox.setHgrow(track, Priority.ALWAYS);
        words.setMinWidth(USE_PREF_SIZE);
        money.managedProperty().bind(money.visibleProperty());
        money.setVisible(false);
        Tooltip.install(money, new Tooltip(byMoney));
        track.widthProperty().subscribe(_ -> fit());
        getChildren().addAll(track, words, money);
    }

    /// @param left 0 to 1
    /// @param isByMoney it is over when its budget is
    public void show(double left, String text, Tone tone, boolean isByMoney) {
        share = Math.clamp(left, 0, 1);
        fit();
        Tones.set(fill, tone);
        words.setText(text);
        Tones.set(words, tone == Tone.ACCENT ? Tone.PLAIN : tone);
        money.setVisible(isByMoney);
    }

    private void fit() {
        fill.resize(track.getWidth() * share, 4);
    }
}
