package gpudeck.view.kit;

import java.util.Map;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/// What the user copies.
public final class Copied {

    private Copied() {}

    /// Puts it on the system's clipboard.
    public static void text(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }
}
