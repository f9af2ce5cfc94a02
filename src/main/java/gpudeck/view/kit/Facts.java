package gpudeck.view.kit;

import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// Names with their values, in one or two columns. Values are cut before names are.
public final class Facts extends GridPane {

    private final int columns;
    private int next;

    /// @param columns of pairs
    public Facts(int columns) {
        this.columns = columns;
        getStyleClass().add("facts");
    }

    public Facts add(String name, Node value) {
        int column = next % columns * 2;
        int row = next / columns;
        var label = Labels.quiet(name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        add(label, column, row);
        add(value, column + 1, row);
        next++;
        return this;
    }
}
