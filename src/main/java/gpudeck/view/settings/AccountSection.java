package gpudeck.view.settings;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.settings.AccountViewModel;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// The API key of this window, and the one that is kept for the next start.
final class AccountSection {

    private final AccountViewModel model;
    private final Session session;
    private final Messages messages;
    private final HBox outcome = new HBox();

    AccountSection(AccountViewModel model, Session session, Messages messages) {
        this.model = model;
        this.session = session;
        this.messages = messages;
        outcome.getStyleClass().addAll("row", "key-row");
        model.busyProperty().subscribe(_ -> show());
        model.noticeProperty().subscribe(_ -> show());
        model.problemProperty().subscribe(_ -> show());
    }

    Node node() {
        var section = new Section(text("settings.account"));
        current(section);
        enter(section);
        section.node(outcome);
        kept(section);
        return section.row(
                text("settings.key.how"),
                messages.text("settings.key.how.text", model.home().toString()));
    }

    private void current(Section section) {
        session.keyTail()
                .ifPresentOrElse(
                        tail ->
                                section.row(
                                        text("settings.key"),
                                        session.keySource()
                                                .map(s -> messages.text("settings.key.from", s))
                                                .orElse(text("settings.key.hidden")),
                                        Labels.figure("…" + tail)),
                        () -> section.row(text("frame.account.demo"), text("settings.demo.text")));
    }

    private void enter(Section section) {
        var field = new PasswordField();
        field.setId("api-key");
        field.setPromptText(text("settings.key.type.prompt"));
        field.setAccessibleText(text("settings.key.type.prompt"));
        field.textProperty().bindBidirectional(model.typedProperty());
        field.disableProperty().bind(model.busyProperty());
        field.setOnAction(_ -> {
            if (model.canKeep().get()) {
                model.keep();
            }
        });
        var keep = Buttons.plain(text("settings.key.keep"), model::keep);
        keep.setId("keep-key");
        keep.disableProperty().bind(model.canKeep().not());
        section.row(text("settings.key.type"), text("settings.key.type.text"), field, keep);
    }

    private void kept(Section section) {
        var where = Labels.help("");
        where.textProperty().bind(model.whereaboutsProperty().map(messages::text));
        var forget = Buttons.plain(text("settings.key.forget"), model::forget);
        forget.setId("forget-key");
        forget.disableProperty().bind(model.canForget().not());
        section.row(text("settings.key.kept"), where, forget);
    }

    private void show() {
        outcome.getChildren().clear();
        if (model.busyProperty().get()) {
            say(Feather.CLOCK, Tone.MUTED, UserMessage.of("settings.key.asking"));
        }
        model.problemProperty()
                .get()
                .ifPresent(why -> say(Feather.ALERT_TRIANGLE, Tone.WARNING, why));
        model.noticeProperty().get().ifPresent(what -> say(Feather.CHECK, Tone.MUTED, what));
        boolean empty = outcome.getChildren().isEmpty();
        outcome.setVisible(!empty);
        outcome.setManaged(!empty);
    }

    private void say(Feather icon, Tone tone, UserMessage message) {
        outcome.getChildren().setAll(Icons.of(icon, tone), Labels.help(messages.text(message)));
    }

    private String text(String key) {
        return messages.text(key);
    }
}
