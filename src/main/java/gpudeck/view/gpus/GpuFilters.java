package gpudeck.view.gpus;

import gpudeck.domain.Cents;
import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.FilterChip;
import gpudeck.view.kit.FilterField;
import gpudeck.viewmodel.gpus.GpuChoices;
import gpudeck.viewmodel.gpus.GpuFilter;
import gpudeck.viewmodel.gpus.GpusViewModel;
import javafx.scene.layout.FlowPane;

/// The filters of the page, as one value: the field, the chips, and Clear.
final class GpuFilters extends FlowPane {

    private final GpusViewModel model;
    private final FilterField words;
    private final FilterChip<String> family;
    private final FilterChip<Integer> memory;
    private final FilterChip<Integer> count;
    private final FilterChip<String> architecture;
    private final FilterChip<String> region;
    private final FilterChip<Cents> price;

    /// While the controls are set from the model they must not write back half of it.
    private boolean showing;

    GpuFilters(GpusViewModel model, Messages messages) {
        this.model = model;
        words = new FilterField(messages.text("gpus.filter"));
        words.setId("filter");
        family = new FilterChip<>(messages.text("gpus.any.model"), m -> m);
        memory =
                new FilterChip<>(
                        messages.text("gpus.any.memory"),
                        gb -> messages.text("gpus.memoryFrom", gb));
        count =
                new FilterChip<>(
                        messages.text("gpus.any.count"), n -> messages.text("gpus.count", n));
        architecture = new FilterChip<>(messages.text("gpus.any.arch"), a -> a);
        region = new FilterChip<>(messages.text("gpus.any.region"), r -> r);
        price =
                new FilterChip<>(
                        messages.text("gpus.any.price"),
                        limit -> messages.text("gpus.priceTo", limit));
        var clear = Buttons.link(messages.text("gpus.clear"), model::clearFilter);
        clear.visibleProperty().bind(model.filterProperty().map(f -> !f.isAny()));
        getStyleClass().addAll("filter-row", "gpu-filters");
        getChildren().addAll(words, family, memory, count, architecture, region, price, clear);
        model.choicesProperty().subscribe(this::offer);
        model.filterProperty().subscribe(this::show);
        words.textProperty().subscribe(_ -> take());
        family.valueProperty().subscribe(_ -> take());
        memory.valueProperty().subscribe(_ -> take());
        count.valueProperty().subscribe(_ -> take());
        architecture.valueProperty().subscribe(_ -> take());
        region.valueProperty().subscribe(_ -> take());
        price.valueProperty().subscribe(_ -> take());
    }

    FilterField field() {
        return words;
    }

    private void offer(GpuChoices choices) {
        family.setChoices(choices.models());
        memory.setChoices(choices.memoryGb());
        count.setChoices(choices.gpus());
        architecture.setChoices(choices.architectures());
        region.setChoices(choices.regions().stream().map(r -> r.name()).toList());
        price.setChoices(choices.priceLimits());
    }

    private void take() {
        if (!showing) {
            model.filterProperty()
                    .set(
                            new GpuFilter(
                                    words.getText(),
                                    family.valueProperty().get(),
                                    memory.valueProperty().get(),
                                    count.valueProperty().get(),
                                    architecture.valueProperty().get(),
                                    region.valueProperty().get(),
                                    price.valueProperty().get()));
        }
    }

    private void show(GpuFilter now) {
        showing = true;
        if (!words.getText().equals(now.words())) {
            words.setText(now.words());
        }
        family.valueProperty().set(now.model());
        memory.valueProperty().set(now.memoryGb());
        count.valueProperty().set(now.gpus());
        architecture.valueProperty().set(now.architecture());
        region.valueProperty().set(now.region());
        price.valueProperty().set(now.priceLimit());
        showing = false;
    }
}
