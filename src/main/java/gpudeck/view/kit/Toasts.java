package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Short news at the bottom right, gone by themselves. Danger is never only a toast.
public final class Toasts extends VBox {

    private static final Duration SHOWN = Duration.seconds(8);
    private static final int AT_MOST = 4;

    private final String close;

    /// @param close what the button that takes one away is called
    public Toasts(String close) {
        this.close = close;
        getStyleClass().add("toasts");
        setPickOnBounds(false);
        setFillWidth(false);
    }

    public void show(Feather icon, Tone tone, String lead, String text, Node... actions) {
        var toast = new HBox();
        toast.getStyleClass().add("toast");
        var words = new RichText(lead, text);
        var middle = new VBox(words);
        middle.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(middle, Priority.ALWAYS);
        toast.getChildren().addAll(Icons.of(icon, tone), middle);
        toast.getChildren().addAll(actions);
        var cross = Buttons.icon(Feather.X, close, () -> getChildren().remove(toast));
        cross.getStyleClass().addAll("flat", "small");
        toast.getChildren().add(cross);
        if (getChildren().size() == AT_MOST) {
            getChildren().removeFirst();
        }
        getChildren().add(toast);
        goLater(toast);
    }

    /// Not while the mouse or the focus is on it.
    private void goLater(HBox toast) {
        var wait = new PauseTransition(SHOWN);
        wait.setOnFinished(_ -> getChildren().remove(toast));
        toast.hoverProperty().subscribe(_ -> hold(toast, wait));
        toast.focusWithinProperty().subscribe(_ -> hold(toast, wait));
    }

    private static void hold(HBox toast, PauseTransition wait) {
        if (toast.isHover() || toast.isFocusWithin()) {
            wait.stop();
        } else {
            wait.playFromStart();
        }
    }
}
