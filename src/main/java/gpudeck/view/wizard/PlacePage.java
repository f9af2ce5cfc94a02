package gpudeck.view.wizard;

import atlantafx.base.controls.ToggleSwitch;
import gpudeck.domain.Messages;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.view.keys.KeyField;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.FilterChip;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.wizard.PlaceForm;
import gpudeck.viewmodel.wizard.SoldOut;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Page 1: which GPU, where, and what if it sells out.
final class PlacePage {

    private final WizardView wizard;
    private final Messages messages;
    private final PlaceForm form;

    private PlacePage(WizardView wizard) {
        this.wizard = wizard;
        this.messages = wizard.messages();
        this.form = wizard.model().place();
    }

    static VBox of(WizardView wizard) {
        var page = new PlacePage(wizard);
        var table = new TypeTable(page.form.types(), page.messages);
        VBox.setVgrow(table, Priority.ALWAYS);
        return Fields.page(
                page.messages.text("wizard.place.title"),
                page.messages.text("wizard.place.text"),
                page.filters(),
                table,
                Fields.columns(page.region(), page.soldOut()),
                Fields.columns(
                        page.image(),
                        page.gpuCheck(),
                        KeyField.of(page.form.key(), page.messages)));
    }

    private HBox filters() {
        var types = form.types();
        var memory =
                new FilterChip<Integer>(
                        messages.text("wizard.filter.memory"),
                        gb -> messages.text("wizard.filter.memory.least", gb));
        memory.valueProperty().bindBidirectional(types.memoryProperty());
        var gpus =
                new FilterChip<Integer>(
                        messages.text("wizard.filter.gpus"),
                        n -> messages.text("wizard.filter.gpus.number", n));
        gpus.valueProperty().bindBidirectional(types.gpusProperty());
        var arch = new FilterChip<String>(messages.text("wizard.filter.arch"), a -> a);
        arch.valueProperty().bindBidirectional(types.architectureProperty());
        wizard.follow(() ->
                () -> {
                    memory.setChoices(types.memorySizes());
                    gpus.setChoices(types.gpuCounts());
                    arch.setChoices(types.architectures());
                });
        var soldOut = new ToggleSwitch(messages.text("wizard.filter.soldOut"));
        soldOut.selectedProperty().bindBidirectional(types.soldOutProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var row = new HBox(memory, gpus, arch, space, soldOut);
        row.getStyleClass().add("wizard-row");
        return row;
    }

    private VBox region() {
        var box =
                Fields.choice(
                        form.regions(),
                        form.regionProperty(),
                        form.regionProperty()::set,
                        this::words);
        box.setId("wizard-region");
        var help = Labels.help("");
        wizard.follow(() ->
                () ->
                        help.setText(
                                messages.text(
                                        form.isOpen(form.regionProperty().get())
                                                ? "wizard.region.open"
                                                : "wizard.region.closed")));
        return Fields.field(messages.text("wizard.region"), box, help);
    }

    private String words(RegionChoice choice) {
        return switch (choice) {
            case RegionChoice.AnyOpen _ -> messages.text("wizard.region.any");
            case RegionChoice.In(String name) ->
                    form.describe(name).map(where -> name + ", " + where).orElse(name);
        };
    }

    private VBox soldOut() {
        var box =
                Fields.choice(
                        FXCollections.observableArrayList(SoldOut.values()),
                        form.soldOutProperty(),
                        form.soldOutProperty()::set,
                        choice -> messages.text("wizard.soldOut." + choice.name()));
        box.setId("wizard-sold-out");
        var help = Labels.help("");
        wizard.follow(() -> () -> showFallback(help));
        return Fields.field(messages.text("wizard.ifSoldOut"), box, help);
    }

    private void showFallback(Label help) {
        var others = form.acceptable().stream().skip(1).map(InstanceType::words).toList();
        help.setText(
                others.isEmpty()
                        ? messages.text("wizard.fallback.none")
                        : messages.text(
                                "wizard.fallback",
                                String.join(", ", others),
                                form.highestPrice().map(Object::toString).orElse("–")));
    }

    private VBox gpuCheck() {
        var box =
                Fields.choice(
                        FXCollections.observableArrayList(GpuCheck.values()),
                        form.gpuCheckProperty(),
                        form.gpuCheckProperty()::set,
                        choice -> messages.text("wizard.gpuCheck." + choice.name()));
        box.setId("wizard-gpu-check");
        return Fields.field(messages.text("wizard.gpuCheck"), box);
    }

    private VBox image() {
        var box =
                Fields.choice(
                        form.images(),
                        form.imageProperty(),
                        form.imageProperty()::set,
                        (Optional<ImageChoice> image) ->
                                image.map(PlacePage::words)
                                        .orElseGet(() -> messages.text("wizard.image.default")));
        return Fields.field(messages.text("wizard.image"), box);
    }

    private static String words(ImageChoice image) {
        return switch (image) {
            case ImageChoice.Family(String family) -> family;
            case ImageChoice.ById(String id) -> id;
        };
    }
}
