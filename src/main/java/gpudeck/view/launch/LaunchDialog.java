package gpudeck.view.launch;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.view.frame.Overlays;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.launch.LaunchViewModel;
import gpudeck.viewmodel.launch.LaunchViewModel.State;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// Launches one machine: what, where, with which key. Stays open after a refusal; an answer that
/// comes when it is closed already is told as a toast.
public final class LaunchDialog {

    private static final KeyCombination LAUNCH = KeyCombination.valueOf("Shortcut+Enter");

    private final LaunchViewModel model;
    private final Messages messages;
    private final Overlays overlays;
    private final Runnable showInstances;
    private final DialogBox box;
    private final MessageBanner banner = new MessageBanner(Feather.SLASH, Tone.DANGER);
    private final Label reason = Labels.help("");
    private final Button launch;
    private boolean open = true;

    private LaunchDialog(
            LaunchViewModel model, Messages messages, Overlays overlays, Runnable showInstances) {
        this.model = model;
        this.messages = messages;
        this.overlays = overlays;
        this.showInstances = showInstances;
        launch = Buttons.primary(Feather.PLUS, messages.text("launch.go.any"), model::launch);
        launch.setId("launch-go");
        var cancel = Buttons.plain(messages.text("launch.cancel"), this::close);
        cancel.setId("launch-cancel");
        var form = LaunchForm.of(model, messages);
        model.stateProperty().subscribe(state -> form.setDisable(state instanceof State.Sending));
        box =
                new DialogBox(Feather.PLUS, Tone.ACCENT, "", "")
                        .content(banner, form, reason)
                        .buttons(cancel, Buttons.withKey(launch, messages.text("launch.key")));
        banner.setId("launch-refused");
        banner.managedProperty().bind(banner.visibleProperty());
        reason.setId("launch-reason");
        reason.managedProperty().bind(reason.visibleProperty());
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// @param showInstances goes to the page where the machine is seen
    public static void open(
            LaunchViewModel model, Messages messages, Overlays overlays, Runnable showInstances) {
        var dialog = new LaunchDialog(model, messages, overlays, showInstances);
        model.problemProperty().subscribe(_ -> dialog.showWords());
        model.priceProperty().subscribe(_ -> dialog.showWords());
        model.atMostProperty().subscribe(_ -> dialog.showWords());
        model.stateProperty().subscribe(dialog::show);
        overlays.dialogs().show(dialog.box, dialog::close);
    }

    private void showWords() {
        var type =
                model.type()
                        .filter(_ -> model.isTypeFixed())
                        .map(LaunchDialog::words)
                        .map(words -> messages.text("launch.question", words));
        var price = model.priceProperty().get();
        box.say(
                type.orElseGet(() -> messages.text("launch.question.any")),
                price.flatMap(rate ->
                                model.atMostProperty()
                                        .get()
                                        .map(most -> messages.text("launch.text", rate, most)))
                        .orElseGet(() -> messages.text("launch.text.any")));
        launch.setText(
                price.map(rate -> messages.text("launch.go", rate))
                        .orElseGet(() -> messages.text("launch.go.any")));
        launch.setDisable(!model.canLaunch());
        var sending = model.stateProperty().get() instanceof State.Sending;
        Optional<UserMessage> words =
                sending
                        ? Optional.of(UserMessage.of("launch.sending"))
                        : model.problemProperty().get();
        reason.setText(words.map(messages::text).orElse(""));
        reason.setVisible(words.isPresent());
    }

    static String words(InstanceType type) {
        return (type.title() + " " + type.variant()).strip();
    }

    private void show(State state) {
        showWords();
        banner.setVisible(state instanceof State.Refused && open);
        switch (state) {
            case State.Editing _, State.Sending _ -> {}
            case State.Refused(var why) -> refused(why);
            case State.Created created -> created(created);
            case State.Unknown unknown -> unknown(unknown);
        }
    }

    private void refused(UserMessage why) {
        if (open) {
            banner.show(messages.text("launch.refused"), messages.text(why));
        } else {
            toast(Feather.SLASH, Tone.WARNING, messages.text("launch.refused"), messages.text(why));
        }
    }

    private void created(State.Created created) {
        toast(
                Feather.CHECK_CIRCLE,
                Tone.SUCCESS,
                messages.text("launch.created", created.name()),
                messages.text("launch.created.text", created.pricePerHour(), created.atMost()));
        if (open) {
            close();
            showInstances.run();
        }
    }

    /// It may cost money: the one who ordered it is told in the middle of the window.
    private void unknown(State.Unknown unknown) {
        if (open) {
            overlays.dialogs().close();
        }
        open = false;
        model.close();
        var stay = Buttons.plain(messages.text("launch.unknown.close"), overlays.dialogs()::close);
        var go =
                Buttons.primary(
                        Feather.SERVER,
                        messages.text("launch.unknown.show"),
                        () -> {
                            overlays.dialogs().close();
                            showInstances.run();
                        });
        go.setId("launch-show");
        overlays.dialogs()
                .show(
                        new DialogBox(
                                        Feather.ALERT_OCTAGON,
                                        Tone.DANGER,
                                        messages.text("launch.unknown", unknown.name()),
                                        messages.text(
                                                "launch.unknown.text", unknown.pricePerHour()))
                                .buttons(stay, go)
                                .preferring(go),
                        overlays.dialogs()::close);
    }

    private void toast(Feather icon, Tone tone, String lead, String text) {
        overlays.toasts().show(icon, tone, lead, text);
    }

    private void key(KeyEvent event) {
        if (LAUNCH.match(event)) {
            event.consume();
            model.launch();
        }
    }

    private void close() {
        if (open) {
            open = false;
            model.close();
            overlays.dialogs().close();
        }
    }
}
