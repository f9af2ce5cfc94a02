package gpudeck.view.launch;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.Region;
import gpudeck.view.custody.LeaseFields;
import gpudeck.view.keys.KeyField;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.launch.FileSystemChoice;
import gpudeck.viewmodel.launch.LaunchViewModel;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// The fields of the launch dialog.
final class LaunchForm {

    private final LaunchViewModel model;
    private final Messages messages;

    private LaunchForm(LaunchViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
    }

    static VBox of(LaunchViewModel model, Messages messages) {
        var form = new LaunchForm(model, messages);
        var fields = new VBox();
        fields.getStyleClass().add("launch-form");
        if (!model.isTypeFixed()) {
            fields.getChildren().add(form.type());
        }
        fields.getChildren()
                .addAll(
                        Fields.columns(form.region(), form.name()),
                        Fields.columns(form.image(), KeyField.of(model.key(), messages)),
                        Fields.columns(
                                form.lease(), LeaseFields.money(model.lease(), "launch", messages)),
                        form.fileSystems());
        return fields;
    }

    private Node type() {
        var box =
                Fields.choice(
                        model.types(),
                        model.typeProperty(),
                        model.typeProperty()::set,
                        this::typeWords);
        box.setId("launch-type");
        return Fields.field(messages.text("launch.type"), box);
    }

    private String typeWords(String name) {
        return model.type(name)
                .map(type ->
                        messages.text(
                                "launch.type.choice",
                                LaunchDialog.words(type),
                                type.pricePerHour()))
                .orElse(name);
    }

    private Node region() {
        var box =
                Fields.choice(
                        model.regions(),
                        model.regionProperty(),
                        model.regionProperty()::set,
                        LaunchForm::words);
        box.setId("launch-region");
        return Fields.field(
                messages.text("launch.region"),
                box,
                Labels.help(messages.text("launch.region.help")));
    }

    private static String words(Region region) {
        return region.description().isEmpty()
                ? region.name()
                : region.name() + ", " + region.description();
    }

    private Node name() {
        var field = new TextField();
        field.setId("launch-name");
        field.setPromptText(messages.text("launch.name.prompt"));
        field.textProperty().bindBidirectional(model.nameProperty());
        return Fields.field(
                messages.text("launch.name"),
                field,
                Labels.help(messages.text("launch.name.help")));
    }

    private Node image() {
        var box =
                Fields.choice(
                        model.images(),
                        model.imageProperty(),
                        model.imageProperty()::set,
                        (Optional<ImageChoice> image) ->
                                image.map(LaunchForm::words)
                                        .orElseGet(() -> messages.text("launch.image.default")));
        box.setId("launch-image");
        return Fields.field(messages.text("launch.image"), box);
    }

    private static String words(ImageChoice image) {
        return switch (image) {
            case ImageChoice.Family(String family) -> family;
            case ImageChoice.ById(String id) -> id;
        };
    }

    private Node lease() {
        var help = Labels.help("");
        model.atMostProperty()
                .subscribe(most ->
                        help.setText(most.map(m -> messages.text("lease.help", m)).orElse("")));
        return LeaseFields.hours(model.lease(), "launch", messages, help);
    }

    /// There only where the region has some.
    private Node fileSystems() {
        var boxes = new FlowPane();
        boxes.setId("launch-file-systems");
        boxes.getStyleClass().add("launch-file-systems");
        Runnable fill =
                () ->
                        boxes.getChildren()
                                .setAll(model.fileSystems().stream().map(this::box).toList());
        model.fileSystems().addListener((ListChangeListener<FileSystemChoice>) _ -> fill.run());
        fill.run();
        var field = Fields.field(messages.text("launch.fileSystems"), boxes);
        field.visibleProperty().bind(Bindings.isNotEmpty(model.fileSystems()));
        field.managedProperty().bind(field.visibleProperty());
        return field;
    }

    private CheckBox box(FileSystemChoice choice) {
        var box = new CheckBox(choice.name());
        box.setMnemonicParsing(false);
        box.selectedProperty().bindBidirectional(choice.chosenProperty());
        return box;
    }
}
