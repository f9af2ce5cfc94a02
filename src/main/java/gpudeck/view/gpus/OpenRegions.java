package gpudeck.view.gpus;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Badge;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.StatusShape;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// The cell that says where a type can start now.
final class OpenRegions extends HBox implements Columns.CellNode<TypeOffer> {

    /// More do not fit into the column; the rest is counted and named in the tooltip.
    private static final int SHOWN = 2;

    private final Messages messages;

    OpenRegions(Messages messages) {
        this.messages = messages;
        getStyleClass().add("open-regions");
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(TypeOffer offer) {
        getChildren().clear();
        if (!offer.isOpen()) {
            getChildren()
                    .addAll(
                            new StatusShape(Shape.RING, Tone.MUTED),
                            Labels.quiet(messages.text("gpus.soldOut")));
            return;
        }
        offer.openRegions().stream()
                .limit(SHOWN)
                .forEach(region -> getChildren().add(badge(region.name())));
        int more = offer.openRegions().size() - SHOWN;
        if (more > 0) {
            var rest = badge("+" + more);
            rest.setTooltip(
                    new Tooltip(
                            offer.openRegions().stream()
                                    .map(Region::name)
                                    .collect(Collectors.joining("\n"))));
            getChildren().add(rest);
        }
    }

    private static Badge badge(String text) {
        var sign = new StatusShape(Shape.DISC, Tone.SUCCESS);
        var badge =
                text.startsWith("+")
                        ? new Badge(text, Tone.SUCCESS)
                        : Badge.figure(sign, text, Tone.SUCCESS);
        badge.setMinWidth(USE_PREF_SIZE);
        return badge;
    }
}
