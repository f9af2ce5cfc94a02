package gpudeck.view.settings;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Badge;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.settings.KeyRow;
import gpudeck.viewmodel.settings.SettingsViewModel;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The SSH keys that Lambda has and this computer can use, and a way to make one.
final class KeysSection {

    private final SettingsViewModel model;
    private final Messages messages;
    private final VBox rows = new VBox();
    private final TextField name = new TextField();

    KeysSection(SettingsViewModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        model.usableKeys().addListener((ListChangeListener<KeyRow>) _ -> show());
        model.readingKeysProperty().subscribe(_ -> show());
        model.keyProblemProperty().subscribe(_ -> show());
    }

    Node node() {
        var read =
                Buttons.plain(
                        Feather.REFRESH_CW, messages.text("settings.keys.read"), model::readKeys);
        name.setPromptText(messages.text("settings.keys.name"));
        name.setAccessibleText(messages.text("settings.keys.name"));
        var create =
                Buttons.plain(
                        Feather.PLUS,
                        messages.text("settings.keys.create"),
                        () -> model.createKey(name.getText()));
        create.disableProperty().bind(name.textProperty().map(String::isBlank).orElse(true));
        return new Section(messages.text("settings.keys"))
                .row(
                        messages.text("settings.keys.usable"),
                        messages.text("settings.keys.usable.text"),
                        read)
                .node(rows)
                .row(
                        messages.text("settings.keys.new"),
                        messages.text("settings.keys.new.text"),
                        name,
                        create);
    }

    private void show() {
        rows.getChildren().clear();
        if (model.readingKeysProperty().get()) {
            rows.getChildren().add(line(Labels.quiet(messages.text("settings.keys.reading"))));
            return;
        }
        model.keyProblemProperty()
                .get()
                .ifPresent(problem ->
                        rows.getChildren()
                                .add(
                                        line(
                                                Icons.of(Feather.ALERT_TRIANGLE, Tone.WARNING),
                                                Labels.body(messages.text(problem)))));
        if (model.usableKeys().isEmpty() && model.keyProblemProperty().get().isEmpty()) {
            rows.getChildren().add(line(Labels.quiet(messages.text("settings.keys.none"))));
        }
        model.usableKeys().forEach(key -> rows.getChildren().add(keyLine(key)));
    }

    private Node keyLine(KeyRow key) {
        var where = Labels.ellipsis(Labels.figure(key.where()));
        HBox.setHgrow(where, Priority.ALWAYS);
        var line = line(Icons.of(Feather.KEY, Tone.MUTED), Labels.name(key.name()), where);
        if (key.locked()) {
            line.getChildren()
                    .add(
                            new Badge(
                                    Feather.LOCK,
                                    messages.text("settings.keys.locked"),
                                    Tone.MUTED));
        }
        return line;
    }

    private static HBox line(Node... nodes) {
        var line = new HBox(nodes);
        line.getStyleClass().addAll("row", "key-row");
        return line;
    }
}
