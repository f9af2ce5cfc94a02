package gpudeck.view.kit;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// A list with a panel of details beside or under it. The panel keeps its size when the window
/// grows, and the size the user gave it when it is shown again.
public final class DetailSplit extends SplitPane {

    private final Region detail;
    private final double wanted;

    /// @param side HORIZONTAL for beside, VERTICAL for under
    /// @param wanted width or height of the panel at first, in px
    /// @param least of the same
    public DetailSplit(Orientation side, Node list, Region detail, double wanted, double least) {
        this.detail = detail;
        this.wanted = wanted;
        setOrientation(side);
        getItems().add(list);
        setResizableWithParent(detail, false);
        if (side == Orientation.HORIZONTAL) {
            detail.setMinWidth(least);
            detail.setPrefWidth(wanted);
        } else {
            detail.setMinHeight(least);
            detail.setPrefHeight(wanted);
        }
    }

    public void showDetail(boolean shown) {
        if (shown == isDetailShown()) {
            return;
        }
        if (shown) {
            keepSize();
            getItems().add(detail);
        } else {
            getItems().remove(detail);
        }
    }

    public boolean isDetailShown() {
        return getItems().contains(detail);
    }

    /// Esc in the list or the panel.
    public void onEscape(Runnable action) {
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && isDetailShown()) {
                        event.consume();
                        action.run();
                    }
                });
    }

    /// A split pane begins with what its parts prefer.
    private void keepSize() {
        if (getOrientation() == Orientation.HORIZONTAL) {
            detail.setPrefWidth(detail.getWidth() > 0 ? detail.getWidth() : wanted);
        } else {
            detail.setPrefHeight(detail.getHeight() > 0 ? detail.getHeight() : wanted);
        }
    }
}
