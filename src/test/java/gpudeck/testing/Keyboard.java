package gpudeck.testing;

import java.util.List;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;
import javafx.scene.input.KeyEvent;

/// Keys as they arrive at a node.
public final class Keyboard {

    private Keyboard() {}

    /// A key goes down.
    public static void press(Node target, KeyCode code, Modifier... held) {
        target.fireEvent(event(KeyEvent.KEY_PRESSED, "", code, List.of(held)));
    }

    /// A key goes down and up again.
    public static void strike(Node target, KeyCode code) {
        target.fireEvent(event(KeyEvent.KEY_PRESSED, "", code, List.of()));
        target.fireEvent(event(KeyEvent.KEY_RELEASED, "", code, List.of()));
    }

    /// What keys together write.
    public static void type(Node target, String character) {
        target.fireEvent(event(KeyEvent.KEY_TYPED, character, KeyCode.UNDEFINED, List.of()));
    }

    private static KeyEvent event(
            EventType<KeyEvent> type, String character, KeyCode code, List<Modifier> held) {
        return new KeyEvent(
                type,
                character,
                "",
                code,
                held.contains(KeyCombination.SHIFT_DOWN),
                held.contains(KeyCombination.CONTROL_DOWN),
                false,
                false);
    }
}
