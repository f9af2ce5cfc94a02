package gpudeck.view.kit;

import atlantafx.base.controls.ModalPane;
import java.util.Optional;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Shows one dialog at a time over the window, keeps the focus inside it and gives it back.
public final class ModalHost extends StackPane {

    private static final Duration ENTER_GUARD = Duration.millis(500);

    /// Left free around a large dialog when the window is small.
    private static final double MARGIN = 32;

    private final ModalPane pane = new ModalPane();
    private final PauseTransition enterGuard = new PauseTransition(ENTER_GUARD);
    private final Runnable focusKeeper = this::bringFocusBack;
    private Runnable onEscape = () -> {};
    private Optional<Node> focusedBefore = Optional.empty();

    public ModalHost() {
        pane.setPersistent(true);
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        getChildren().add(pane);
        sceneProperty().subscribe(this::moved);
    }

    private void moved(@Nullable Scene from, @Nullable Scene to) {
        if (from != null) {
            from.removePostLayoutPulseListener(focusKeeper);
        }
        if (to != null) {
            to.addPostLayoutPulseListener(focusKeeper);
        }
    }

    /// What lies under the dialogs.
    public void setWindow(Node window) {
        getChildren().setAll(window, pane);
    }

    /// @param escape what Esc does: usually [#close]
    public void show(DialogBox dialog, Runnable escape) {
        open(dialog, escape);
        if (dialog.endsMachines()) {
            enterGuard.playFromStart();
        }
        dialog.preferred().ifPresentOrElse(Node::requestFocus, () -> Focus.first(dialog));
    }

    /// A larger dialog, such as the wizard: `width` × `height`, less in a small window.
    public void show(Region dialog, double width, double height, Runnable escape) {
        dialog.setPrefSize(width, height);
        dialog.maxWidthProperty().bind(widthProperty().subtract(MARGIN).map(fit(width)));
        dialog.maxHeightProperty().bind(heightProperty().subtract(MARGIN).map(fit(height)));
        open(dialog, escape);
        Focus.first(dialog);
    }

    public void close() {
        pane.hide(true);
        enterGuard.stop();
        focusedBefore.ifPresent(Node::requestFocus);
        focusedBefore = Optional.empty();
    }

    public boolean isOpen() {
        return pane.isDisplay();
    }

    private static Function<Number, Double> fit(double wanted) {
        return room -> Math.min(wanted, room.doubleValue());
    }

    private void open(Node dialog, Runnable escape) {
        onEscape = escape;
        if (!isOpen()) {
            focusedBefore = Optional.ofNullable(getScene()).map(s -> s.getFocusOwner());
        }
        pane.show(dialog);
        applyCss();
        layout();
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            onEscape.run();
        } else if (event.getCode() == KeyCode.ENTER && isGuarded()) {
            event.consume();
        } else if (event.getCode() == KeyCode.TAB) {
            keepInside(event);
        }
    }

    private boolean isGuarded() {
        return enterGuard.getStatus() == Animation.Status.RUNNING;
    }

    /// What had the focus may be gone; without it no key would reach the dialog.
    private void bringFocusBack() {
        if (isOpen() && getScene().getFocusOwner() == null) {
            Focus.first(pane.getContent());
        }
    }

    /// After the last comes the first.
    private void keepInside(KeyEvent event) {
        var stops = Focus.stops(pane.getContent());
        if (stops.isEmpty()) {
            return;
        }
        var focused = getScene().getFocusOwner();
        var edge = event.isShiftDown() ? stops.getFirst() : stops.getLast();
        if (edge.equals(focused) || !stops.contains(focused)) {
            (event.isShiftDown() ? stops.getLast() : stops.getFirst()).requestFocus();
            event.consume();
        }
    }
}
