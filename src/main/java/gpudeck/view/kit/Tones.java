package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import java.util.Locale;
import javafx.scene.Node;

/// Puts a [Tone] on a node as its style class.
public final class Tones {

    private Tones() {}

    /// Replaces the tone that the node had.
    public static <N extends Node> N set(N node, Tone tone) {
        var wanted = "tone-" + tone.name().toLowerCase(Locale.ROOT);
        if (!node.getStyleClass().contains(wanted)) {
            node.getStyleClass().removeIf(c -> c.startsWith("tone-"));
            node.getStyleClass().add(wanted);
        }
        return node;
    }
}
