package gpudeck.view.gpus;

import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A type's name, its variant quieter: "1× H100 80 GB PCIe".
final class TypeName extends HBox implements Columns.CellNode<TypeOffer> {

    private final Label title = Labels.name("");
    private final Label variant = Labels.quiet("");

    TypeName() {
        getStyleClass().add("type-name");
        title.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(title, Labels.ellipsis(variant));
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(TypeOffer offer) {
        title.setText(offer.type().title());
        variant.setText(offer.type().variant());
    }
}
