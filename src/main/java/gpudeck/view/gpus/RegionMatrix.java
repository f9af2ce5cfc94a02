package gpudeck.view.gpus;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Columns;
import gpudeck.view.kit.GroupRow;
import gpudeck.view.kit.StatusShape;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.GpuRow;
import gpudeck.viewmodel.gpus.GpusViewModel;
import gpudeck.viewmodel.gpus.TypeFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

/// Types by regions: where each can start now. Regions of one place stand under one head.
final class RegionMatrix extends TableView<GpuRow> {

    private static final double CELL = 46;

    /// Width of one in a head's face.
    private static final double LETTER = 6.7;

    private final GpuActions actions;
    private final Messages messages;
    private final Columns<GpuRow> columns = new Columns<>(this);

    RegionMatrix(GpusViewModel model, GpuActions actions, Messages messages) {
        this.actions = actions;
        this.messages = messages;
        getStyleClass().add("region-matrix");
        setItems(model.rows());
        setSortPolicy(_ -> true);
        GroupRow.install(
                this,
                row -> GpuRows.head(row, messages),
                GpuRows::isHead,
                row -> GpuRows.sentence(row, messages),
                GpuRows::quiet);
        GpuRows.bindSelection(this, model);
        model.choicesProperty().map(c -> c.regions()).subscribe(this::showRegions);
    }

    private void showRegions(List<Region> regions) {
        getColumns().clear();
        columns.node(messages.text("gpus.column.type"), 186, TypeTable::offer, TypeName::new);
        columns.figureStrong(
                messages.text("gpus.column.price"), 76, TypeTable.of(TypeFacts::price));
        regions.stream()
                .collect(groupingBy(RegionMatrix::placeOf, LinkedHashMap::new, toList()))
                .forEach((place, there) -> getColumns().add(placeColumn(place, there)));
        columns.node(
                "",
                104,
                TypeTable::offer,
                () -> new LaunchCell(messages, o -> actions.launch(o, Optional.empty())));
        columns.edges();
    }

    private TableColumn<GpuRow, GpuRow> placeColumn(String place, List<Region> regions) {
        var head = new TableColumn<GpuRow, GpuRow>(place);
        head.setReorderable(false);
        head.setSortable(false);
        head.getStyleClass().add("place");
        double width = Math.max(CELL, (place.length() * LETTER + 16) / regions.size());
        regions.forEach(region -> head.getColumns().add(regionColumn(region, width)));
        return head;
    }

    private TableColumn<GpuRow, GpuRow> regionColumn(Region region, double width) {
        var number = region.name().substring(placeOf(region).length()).replaceFirst("^-", "");
        return Columns.centre(
                columns.detached(
                        number, width, TypeTable::offer, () -> new CapacityCell(region, messages)));
    }

    /// `us-west` of `us-west-3`.
    private static String placeOf(Region region) {
        return region.name().replaceFirst("-\\d+$", "");
    }

    private static final class CapacityCell extends StackPane
            implements Columns.CellNode<TypeOffer> {

        private final Region region;
        private final StatusShape sign = new StatusShape(Shape.DOT, Tone.MUTED);

        CapacityCell(Region region, Messages messages) {
            this.region = region;
            getChildren().add(sign);
            Tooltip.install(
                    this,
                    new Tooltip(messages.text("gpus.region", region.name(), region.description())));
        }

        @Override
        public Node node() {
            return this;
        }

        @Override
        public void show(TypeOffer offer) {
            boolean open = offer.isOpenIn(region.name());
            sign.show(open ? Shape.DISC : Shape.DOT, open ? Tone.SUCCESS : Tone.MUTED);
        }
    }
}
