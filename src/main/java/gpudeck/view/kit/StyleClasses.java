package gpudeck.view.kit;

import java.util.ArrayList;
import javafx.scene.Node;

/// Style classes of which a node has one at a time.
public final class StyleClasses {

    private StyleClasses() {}

    /// Replaces the one with this prefix that the node had. In one step: each change of its classes
    /// styles a node anew.
    public static void replace(Node node, String prefix, String wanted) {
        var classes = node.getStyleClass();
        if (!classes.contains(wanted)) {
            var now = new ArrayList<>(classes);
            now.removeIf(c -> c.startsWith(prefix));
            now.add(wanted);
            classes.setAll(now);
        }
    }
}
