package gpudeck.view.gpus;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.Region;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.gpus.GpuRow;
import gpudeck.viewmodel.gpus.GpuRow.HeadRow;
import gpudeck.viewmodel.gpus.GpuRow.TypeRow;
import gpudeck.viewmodel.gpus.GpusViewModel;
import gpudeck.viewmodel.gpus.TypeFacts;
import java.util.Optional;
import java.util.stream.Collectors;
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
    static boolean isQuiet(GpuRow row) {
        return row instanceof TypeRow type && !type.offer().isOpen();
    }

    static String sentence(GpuRow row, Messages messages) {
        return switch (row) {
            case HeadRow head ->
                    messages.text(head.title()) + ", " + messages.text(head.textProperty().get());
            case TypeRow type -> {
                var facts = TypeFacts.of(type.offer().type());
                yield messages.text(
                        "gpus.row",
                        type.offer().type().title(),
                        type.offer().type().variant(),
                        facts.price(),
                        type.offer().openRegions().size(),
                        type.offer().openRegions().stream()
                                .map(Region::name)
                                .collect(Collectors.joining(", ")));
            }
        };
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
