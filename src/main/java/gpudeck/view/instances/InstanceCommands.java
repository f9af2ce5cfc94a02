package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.ending.EndingDialogs;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Copied;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.ending.EndingQuestion;
import gpudeck.viewmodel.instances.HostKeyQuestion;
import gpudeck.viewmodel.instances.InstanceActions;
import gpudeck.viewmodel.instances.InstancesViewModel;
import gpudeck.viewmodel.instances.MachineFacts;
import java.util.Optional;
import javafx.scene.control.TextField;
import org.kordamp.ikonli.feather.Feather;

/// What buttons and keys do with the selected machines; asks first where that is due.
final class InstanceCommands {

    private final InstancesViewModel model;
    private final InstanceActions actions;
    private final ModalHost dialogs;
    private final EndingDialogs ending;
    private final Messages messages;

    InstanceCommands(
            InstancesViewModel model,
            InstanceActions actions,
            ModalHost dialogs,
            Messages messages) {
        this.model = model;
        this.actions = actions;
        this.dialogs = dialogs;
        this.messages = messages;
        this.ending = new EndingDialogs(dialogs, messages);
        model.hostKeyQuestionProperty().subscribe(asked -> asked.ifPresent(this::askHostKey));
    }

    /// Enter says no: a key is trusted for as long as the machine lives.
    private void askHostKey(HostKeyQuestion question) {
        var cancel = Buttons.plain(messages.text("instances.hostKey.cancel"), dialogs::close);
        var trust =
                Buttons.primary(
                        Feather.SHIELD,
                        messages.text("instances.hostKey.trust"),
                        () -> {
                            dialogs.close();
                            question.confirmed().run();
                        });
        trust.setId("trust-host-key");
        var shown = Labels.figure(question.fingerprint());
        shown.setId("host-key");
        dialogs.show(
                new DialogBox(
                                Feather.SHIELD,
                                Tone.WARNING,
                                messages.text("instances.hostKey.question", question.name()),
                                messages.text("instances.hostKey.text", question.address()))
                        .content(
                                shown, new RichText("", messages.text("instances.hostKey.compare")))
                        .buttons(cancel, trust)
                        .preferring(cancel),
                dialogs::close);
    }

    /// What was asked to end already is asked again without a question.
    void terminate() {
        if (model.selectionProperty().get().isEnding()) {
            model.terminateSelected();
        } else {
            ask(model.endingQuestion(), model::terminateSelected);
        }
    }

    /// Nothing happens without a question.
    void ask(Optional<EndingQuestion> question, Runnable confirmed) {
        question.ifPresent(q -> ending.ask(q, confirmed));
    }

    void copySsh() {
        model.sshCommand(Copied::text);
    }

    void extend() {
        model.extendSelected();
    }

    void openJupyter() {
        model.selectionProperty().get().jupyter().ifPresent(actions::openJupyter);
    }

    void openJob() {
        model.selectionProperty()
                .get()
                .only()
                .flatMap(MachineFacts::runningJob)
                .ifPresent(actions::openJob);
    }

    /// On the selected machine, if a job could begin there; else on one of its own.
    void runJob() {
        model.selectionProperty()
                .get()
                .readyForJob()
                .ifPresentOrElse(actions::runJob, actions::runJob);
    }

    void restart() {
        var chosen = model.selectionProperty().get();
        if (!chosen.canRestart()) {
            return;
        }
        var keep = Buttons.plain(messages.text("instances.restart.keep"), dialogs::close);
        var go =
                Buttons.primary(
                        Feather.ROTATE_CW,
                        messages.text("instances.restart.confirm"),
                        () -> {
                            dialogs.close();
                            model.restartSelected();
                        });
        go.setId("confirm-restart");
        var name = chosen.machines().getFirst().name();
        dialogs.show(
                new DialogBox(
                                Feather.ROTATE_CW,
                                Tone.WARNING,
                                messages.text(
                                        "instances.restart.question",
                                        chosen.machines().size(),
                                        name),
                                messages.text("instances.restart.text", chosen.pricePerHour()))
                        .buttons(keep, go)
                        .preferring(go),
                dialogs::close);
    }

    void rename() {
        var chosen = model.selectionProperty().get();
        if (!chosen.canRename()) {
            return;
        }
        var name = chosen.machines().getFirst().name();
        var field = new TextField(name);
        field.setId("new-name");
        var go =
                Buttons.primary(
                        Feather.EDIT_2,
                        messages.text("instances.rename.confirm"),
                        () -> {
                            dialogs.close();
                            model.renameSelected(field.getText());
                        });
        go.setId("confirm-rename");
        go.disableProperty().bind(field.textProperty().map(InstanceCommands::isNoName));
        var cancel = Buttons.plain(messages.text("instances.rename.cancel"), dialogs::close);
        go.setDefaultButton(true);
        dialogs.show(
                new DialogBox(
                                Feather.EDIT_2,
                                Tone.ACCENT,
                                messages.text("instances.rename.question", name),
                                messages.text("instances.rename.text"))
                        .content(Fields.field(messages.text("instances.rename.name"), field))
                        .buttons(cancel, go),
                dialogs::close);
        field.requestFocus();
        field.selectAll();
    }

    /// The API takes at most 64 characters.
    private static boolean isNoName(String name) {
        return name.isBlank() || name.strip().length() > 64;
    }
}
