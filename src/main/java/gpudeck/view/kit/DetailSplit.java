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
    private double size;
    private boolean placed;

    /// @param side HORIZONTAL for beside, VERTICAL for under
    /// @param wanted width or height of the panel at first, in px
    /// @param least of the same
    public DetailSplit(Orientation side, Node list, Region detail, double wanted, double least) {
        this.detail = detail;
        this.size = wanted;
        setOrientation(side);
        getItems().add(list);
        widthProperty().subscribe(_ -> placeFirst());
        heightProperty().subscribe(_ -> placeFirst());
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
            getItems().add(detail);
            place();
        } else {
            size = length(detail) > 0 ? length(detail) : size;
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

    /// A split pane knows shares only, and those not before it has a size.
    private void place() {
        if (length(this) > 0 && isDetailShown()) {
            setDividerPositions(1 - size / length(this));
        }
    }

    /// For a panel that was shown before there was a size.
    private void placeFirst() {
        if (!placed && length(this) > 0) {
            placed = true;
            place();
        }
    }

    private double length(Region region) {
        return getOrientation() == Orientation.HORIZONTAL ? region.getWidth() : region.getHeight();
    }
}
