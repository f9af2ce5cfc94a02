package gpudeck.view.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;

/// Where the keyboard can go.
public final class Focus {

    private Focus() {}

    /// What can take the focus inside `node`, in its order.
    public static List<Node> stops(Node node) {
        var found = new ArrayList<Node>();
        if (!node.isVisible() || node.isDisabled()) {
            return found;
        }
        if (node.isFocusTraversable()) {
            found.add(node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(stops(child)));
        }
        return found;
    }

    /// Goes to the first of them.
    ///
    /// @return false if there is none
    public static boolean first(Node node) {
        var stops = stops(node);
        stops.stream().findFirst().ifPresent(Node::requestFocus);
        return !stops.isEmpty();
    }

    public static boolean isInside(Scene scene, Node region) {
        for (Node at = scene.getFocusOwner(); at != null; at = at.getParent()) {
            if (at.equals(region)) {
                return true;
            }
        }
        return false;
    }
}
