package gpudeck.view.kit;

import gpudeck.viewmodel.Tone;
import java.util.Locale;
import javafx.scene.Node;

/// Puts a [Tone] on a node as its style class.
public final class Tones {

    private static final String PREFIX = "tone-";

    private Tones() {}

    /// Replaces the tone that the node had.
    public static <N extends Node> N set(N node, Tone tone) {
        StyleClasses.replace(node, PREFIX, PREFIX + tone.name().toLowerCase(Locale.ROOT));
        return node;
    }
}
