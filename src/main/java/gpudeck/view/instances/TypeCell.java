package gpudeck.view.instances;

import gpudeck.domain.cloud.InstanceType;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A machine's type, its variant quieter: "1× H100 80 GB PCIe".
final class TypeCell implements Columns.CellNode<InstanceType> {

    private final Label title = Labels.body("");
    private final Label variant = Labels.quiet("");
    private final HBox box = new HBox(title, Labels.ellipsis(variant));

    TypeCell() {
        box.getStyleClass().add("type-name");
        title.setMinWidth(Region.USE_PREF_SIZE);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(InstanceType type) {
        title.setText(type.title());
        variant.setText(type.variant());
    }
}
