package gpudeck.view.gpus;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.gpus.GpuRow;
import gpudeck.viewmodel.gpus.GpuRow.HeadRow;
import gpudeck.viewmodel.gpus.GpuRow.TypeRow;
import gpudeck.viewmodel.gpus.GpusViewModel;
import gpudeck.viewmodel.gpus.TypeFacts;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;

/// What the table and the matrix do alike with their rows.
final class GpuRows {

    private GpuRows() {}

    static Optional<Node> head(GpuRow row, Messages messages) {
        if (!(row instanceof HeadRow head)) {
            return Optional.empty();
        }
        var text = Labels.quiet("");
        text.textProperty().bind(head.textProperty().map(messages::text));
        var box = new HBox(Labels.strong(messages.text(head.title())), text);
        box.getStyleClass().add("group-label");
        return Optional.of(box);
    }

    static boolean isHead(GpuRow row) {
        return row instanceof HeadRow;
    }

    /// Sold out: still there, but muted.
    static ObservableValue<Boolean> quiet(GpuRow row) {
        return switch (row) {
            case HeadRow head -> head.textProperty().map(_ -> false);
            case TypeRow type -> type.offerProperty().map(offer -> !offer.isOpen());
        };
    }

    static ObservableValue<String> sentence(GpuRow row, Messages messages) {
        return switch (row) {
            case HeadRow head ->
                    head.textProperty()
                            .map(text -> messages.text(head.title()) + ", " + messages.text(text));
            case TypeRow type -> type.offerProperty().map(offer -> sentence(offer, messages));
        };
    }

    private static String sentence(TypeOffer offer, Messages messages) {
        var facts = TypeFacts.of(offer.type());
        return messages.text(
                "gpus.row",
                offer.type().title(),
                offer.type().variant(),
                facts.price(),
                offer.openRegions().size(),
                offer.openRegions().stream().map(Region::name).collect(Collectors.joining(", ")));
    }

    /// The table shows the model's choice and the model takes the table's.
    static void bindSelection(TableView<GpuRow> table, GpusViewModel model) {
        var selection = table.getSelectionModel();
        selection
                .selectedItemProperty()
                .subscribe(row -> {
                    if (row instanceof TypeRow type) {
                        model.select(type);
                    }
                });
        model.selectedProperty()
                .subscribe(row ->
                        row.ifPresentOrElse(
                                r -> {
                                    if (!r.equals(selection.getSelectedItem())) {
                                        selection.select(r);
                                    }
                                },
                                selection::clearSelection));
    }
}
