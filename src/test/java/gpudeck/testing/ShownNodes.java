package gpudeck.testing;

import gpudeck.view.kit.RichText;
import gpudeck.view.kit.Theme;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/// What a window shows from one node down. Each look lays it out first, as the next pulse would.
public final class ShownNodes {

    private final Parent root;

    public ShownNodes(Parent root) {
        this.root = root;
    }

    /// Shows the node, and nothing else, in a dark window.
    public Stage show(double width, double height) {
        var stage = new Stage();
        stage.setScene(new Scene(root, width, height));
        Theme.DARK.applyTo(stage.getScene());
        stage.show();
        return stage;
    }

    public void layOut() {
        root.applyCss();
        root.layout();
    }

    public <N extends Node> Stream<N> all(Class<N> kind, String selector) {
        layOut();
        return root.lookupAll(selector).stream().filter(kind::isInstance).map(kind::cast);
    }

    /// The first of them.
    public <N extends Node> N one(Class<N> kind, String selector) {
        return all(kind, selector).findFirst().orElseThrow(() -> new AssertionError(selector));
    }

    /// @param what the button's `#id`, its text, or the words for a screen reader
    public Button button(String what) {
        return what.startsWith("#")
                ? one(Button.class, what)
                : all(Button.class, "*")
                        .filter(b -> what.equals(b.getText()) || what.equals(b.getAccessibleText()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(what));
    }

    /// @param <R> the table's rows
    @SuppressWarnings("unchecked") // a test knows what its table shows
    public <R> TableView<R> table(String selector) {
        return (TableView<R>) one(TableView.class, selector);
    }

    /// What labels, buttons, cells and the like say.
    public List<String> texts() {
        return all(Labeled.class, "*").map(Labeled::getText).filter(Objects::nonNull).toList();
    }

    /// What flowing text says.
    public List<String> flowing() {
        return all(RichText.class, ".text-flow")
                .map(text -> text.getAccessibleText().strip())
                .toList();
    }

    /// Where keys go.
    public Node focused() {
        layOut();
        return root.getScene().getFocusOwner();
    }
}
