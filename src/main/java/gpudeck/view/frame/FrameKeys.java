package gpudeck.view.frame;

import gpudeck.view.kit.Focus;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// The keys that work everywhere in the window. None does while a dialog is open.
final class FrameKeys {

    private static final KeyCombination.Modifier CTRL = KeyCombination.SHORTCUT_DOWN;

    private final Frame frame;
    private final Map<KeyCombination, Runnable> keys;
    private final Supplier<List<Node>> regions;

    FrameKeys(Frame frame, Runnable terminateAllMine, Supplier<List<Node>> regions) {
        this.frame = frame;
        this.regions = regions;
        keys =
                Map.of(
                        new KeyCodeCombination(KeyCode.DIGIT1, CTRL), () -> frame.open(0),
                        new KeyCodeCombination(KeyCode.DIGIT2, CTRL), () -> frame.open(1),
                        new KeyCodeCombination(KeyCode.DIGIT3, CTRL), () -> frame.open(2),
                        new KeyCodeCombination(KeyCode.DIGIT4, CTRL), () -> frame.open(3),
                        new KeyCodeCombination(KeyCode.COMMA, CTRL), frame::openSettings,
                        new KeyCodeCombination(KeyCode.F5), frame::readNow,
                        new KeyCodeCombination(KeyCode.F6), () -> goRegion(1),
                        new KeyCodeCombination(KeyCode.F6, KeyCombination.SHIFT_DOWN),
                                () -> goRegion(-1),
                        new KeyCodeCombination(KeyCode.F1), frame::showShortcuts,
                        new KeyCodeCombination(KeyCode.T, CTRL, KeyCombination.SHIFT_DOWN),
                                terminateAllMine);
    }

    void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onPressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, this::onTyped);
    }

    private void onPressed(KeyEvent event) {
        if (frame.isDialogOpen()) {
            return;
        }
        keys.forEach((combination, action) -> {
            if (combination.match(event)) {
                event.consume();
                action.run();
            }
        });
    }

    private void onTyped(KeyEvent event) {
        if (frame.isDialogOpen() || event.getTarget() instanceof TextInputControl) {
            return;
        }
        if (event.getCharacter().equals("/")) {
            event.consume();
            frame.goToFilter();
        } else if (event.getCharacter().equals("?")) {
            event.consume();
            frame.showShortcuts();
        }
    }

    /// From the region that has the focus to the next, or the one before, that can take it.
    private void goRegion(int step) {
        var all = regions.get();
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            if (Focus.isInside(frame.getScene(), all.get(i))) {
                at = i;
            }
        }
        for (int i = 1; i <= all.size(); i++) {
            if (Focus.first(all.get(Math.floorMod(at + step * i, all.size())))) {
                return;
            }
        }
    }
}
