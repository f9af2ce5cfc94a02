package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.viewmodel.wizard.KeyChoice;
import gpudeck.viewmodel.wizard.KeyForm;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The choice of an SSH key, with what a locked or missing one needs.
final class KeyField {

    private final WizardView wizard;
    private final Messages messages;
    private final KeyForm form;

    private KeyField(WizardView wizard) {
        this.wizard = wizard;
        this.messages = wizard.messages();
        this.form = wizard.model().place().key();
    }

    static VBox of(WizardView wizard) {
        var field = new KeyField(wizard);
        var problem = Fields.problem();
        field.form.failureProperty().subscribe(now -> Fields.show(problem, field.messages, now));
        return Fields.field(
                field.messages.text("wizard.key"),
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
        box.setId("wizard-key");
        HBox.setHgrow(box, Priority.ALWAYS);
        var row = new HBox(box);
        row.getStyleClass().add("wizard-row");
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
        field.setId("wizard-passphrase");
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
        Fields.follow(
                wizard,
                () ->
                        () -> {
                            var key = form.chosenProperty().get();
                            row.setVisible(key != null && key.locked());
                        });
        return row;
    }

    private HBox create() {
        var field = new TextField();
        field.setId("wizard-key-name");
        field.setPromptText(messages.text("wizard.key.name"));
        Runnable create = () -> form.create(field.getText());
        field.setOnAction(_ -> create.run());
        var row =
                row(field, Buttons.plain(Feather.KEY, messages.text("wizard.key.create"), create));
        Fields.follow(
                wizard,
                () -> () -> row.setVisible(form.keys().isEmpty() && !form.busyProperty().get()));
        return row;
    }

    private static HBox row(TextField field, Button button) {
        HBox.setHgrow(field, Priority.ALWAYS);
        var row = new HBox(field, button);
        row.getStyleClass().add("wizard-row");
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }
}
