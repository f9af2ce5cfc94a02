package gpudeck.view.kit;

import javafx.animation.PauseTransition;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What a list shows before its first read: nothing at once, then still grey bars. The keyboard can
/// wait here for the list.
public final class LoadingBars extends StackPane {

    private static final Duration AFTER = Duration.millis(300);
    private static final double[][] ROWS = {{96, 140, 60}, {120, 110, 60}, {84, 124, 60}};

    public LoadingBars() {
        var bars = new VBox();
        bars.getStyleClass().add("loading-bars");
        for (var widths : ROWS) {
            var row = new HBox(16);
            for (double width : widths) {
                var bar = new Region();
                bar.getStyleClass().add("bar");
                bar.setPrefWidth(width);
                row.getChildren().add(bar);
            }
            bars.getChildren().add(row);
        }
        bars.setVisible(false);
        getChildren().add(bars);
        setFocusTraversable(true);
        var wait = new PauseTransition(AFTER);
        wait.setOnFinished(_ -> bars.setVisible(true));
        wait.play();
    }
}
