package gpudeck.view.keys;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Fields;
import gpudeck.viewmodel.keys.KeyChoice;
import gpudeck.viewmodel.keys.KeyForm;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The choice of an SSH key, with what a locked or missing one needs.
public final class KeyField {

    private final KeyForm form;
    private final Messages messages;

    private KeyField(KeyForm form, Messages messages) {
        this.form = form;
        this.messages = messages;
    }

    public static VBox of(KeyForm form, Messages messages) {
        var field = new KeyField(form, messages);
        var problem = Fields.problem();
        form.failureProperty().subscribe(now -> Fields.show(problem, messages, now));
        return Fields.field(
                messages.text("wizard.key"),
                field.choice(),
                field.passphrase(),
                field.create(),
                problem);
    }

    private HBox choice() {
        var box =
                Fields.choice(
                        form.keys(),
                        form.chosenProperty(),
                        form.chosenProperty()::set,
                        this::words);
        box.setId("ssh-key");
        HBox.setHgrow(box, Priority.ALWAYS);
        var row = new HBox(box);
        row.getStyleClass().add("field-row");
        return row;
    }

    private String words(KeyChoice key) {
        return messages.text(
                key.locked() ? "wizard.key.choice.locked" : "wizard.key.choice",
                key.name(),
                key.where());
    }

    private HBox passphrase() {
        var field = new PasswordField();
        field.setId("ssh-passphrase");
        field.setPromptText(messages.text("wizard.key.passphrase"));
        Runnable unlock =
                () -> {
                    form.unlock(field.getText());
                    field.clear();
                };
        field.setOnAction(_ -> unlock.run());
        var row =
                row(
                        field,
                        Buttons.plain(Feather.UNLOCK, messages.text("wizard.key.unlock"), unlock));
        form.chosenProperty().subscribe(key -> row.setVisible(key != null && key.locked()));
        return row;
    }

    private HBox create() {
        var field = new TextField();
        field.setId("ssh-key-name");
        field.setPromptText(messages.text("wizard.key.name"));
        Runnable create = () -> form.create(field.getText());
        field.setOnAction(_ -> create.run());
        var row =
                row(field, Buttons.plain(Feather.KEY, messages.text("wizard.key.create"), create));
        row.visibleProperty().bind(Bindings.isEmpty(form.keys()).and(form.busyProperty().not()));
        return row;
    }

    private static HBox row(TextField field, Button button) {
        HBox.setHgrow(field, Priority.ALWAYS);
        var row = new HBox(field, button);
        row.getStyleClass().add("field-row");
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }
}
