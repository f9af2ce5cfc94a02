package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// How much of a span is left, as a bar with the number beside it.
public final class LeaseBar extends HBox {

    private static final double WIDTH = 64;

    private final Region fill = new Region();
    private final Label words = Labels.figure("");

    public LeaseBar() {
        getStyleClass().add("lease-bar");
        fill.getStyleClass().add("fill");
        var track = new Pane(fill);
        track.getStyleClass().add("track");
        getChildren().addAll(track, words);
    }

    /// @param share left, 0 to 1
    public void show(double share, String text, Tone tone) {
        fill.resize(WIDTH * Math.clamp(share, 0, 1), 4);
        Tones.set(fill, tone);
        words.setText(text);
        Tones.set(words, tone);
    }
}
