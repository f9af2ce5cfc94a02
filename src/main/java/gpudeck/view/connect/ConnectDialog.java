package gpudeck.view.connect;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.VerdictIcon;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.connect.ConnectViewModel;
import gpudeck.viewmodel.connect.ConnectViewModel.State;
import gpudeck.viewmodel.doctor.FindingRow;
import gpudeck.viewmodel.doctor.Verdict;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The first page that a new user sees: the way to an account, or into the demo.
public final class ConnectDialog {

    private final ConnectViewModel model;
    private final Messages messages;
    private final ModalHost dialogs;
    private final PasswordField field = new PasswordField();
    private final VBox outcome = new VBox();
    private final Button check;
    private final Button connect;

    private ConnectDialog(ConnectViewModel model, Messages messages, ModalHost dialogs) {
        this.model = model;
        this.messages = messages;
        this.dialogs = dialogs;
        check = Buttons.primary(Feather.CHECK, text("connect.check"), model::check);
        connect = Buttons.primary(Feather.ARROW_RIGHT, text("connect.open"), model::connect);
    }

    /// @param openKeyPage shows where Lambda makes API keys
    public static void open(
            ConnectViewModel model, Messages messages, ModalHost dialogs, Runnable openKeyPage) {
        new ConnectDialog(model, messages, dialogs).show(openKeyPage);
    }

    private void show(Runnable openKeyPage) {
        var demo = Buttons.flat(text("connect.demo"), dialogs::close);
        demo.setId("connect-demo");
        check.setId("connect-check");
        check.disableProperty().bind(model.canCheck().not());
        connect.setId("connect-open");
        var dialog =
                new DialogBox(Feather.KEY, Tone.ACCENT, text("connect.title"), text("connect.text"))
                        .content(entry(), Buttons.link(text("connect.where"), openKeyPage), outcome)
                        .buttons(demo, check, connect);
        outcome.getStyleClass().add("connect-outcome");
        model.stateProperty().subscribe(this::show);
        dialogs.show(dialog, dialogs::close);
        field.requestFocus();
    }

    private Node entry() {
        field.setId("connect-key");
        field.setPromptText(text("settings.key.type.prompt"));
        field.setAccessibleText(text("settings.key.type.prompt"));
        field.textProperty().bindBidirectional(model.typedProperty());
        field.setOnAction(_ -> {
            if (model.stateProperty().get() instanceof State.Works) {
                model.connect();
            } else if (model.canCheck().get()) {
                model.check();
            }
        });
        HBox.setHgrow(field, Priority.ALWAYS);
        var row = new HBox(field);
        row.getStyleClass().add("field-row");
        return row;
    }

    private void show(State now) {
        field.setDisable(now instanceof State.Busy);
        visible(connect, now instanceof State.Works);
        visible(check, !(now instanceof State.Works));
        outcome.getChildren()
                .setAll(
                        switch (now) {
                            case State.Asking _ -> List.of(line(quiet("connect.kept")));
                            case State.Busy _ -> List.of(line(quiet("connect.busy")));
                            case State.Refused(UserMessage why) ->
                                    List.of(
                                            line(
                                                    VerdictIcon.of(Verdict.FIX),
                                                    Labels.help(messages.text(why))));
                            case State.Works(List<FindingRow> findings) ->
                                    findings.stream().map(this::line).toList();
                        });
        // A field that is disabled meanwhile loses the focus to whatever comes next.
        switch (now) {
            case State.Refused _ -> field.requestFocus();
            case State.Works _ -> connect.requestFocus();
            case State.Asking _, State.Busy _ -> {}
        }
    }

    private Node quiet(String key) {
        return Labels.help(text(key));
    }

    private Node line(FindingRow finding) {
        var words =
                new VBox(
                        Labels.name(messages.text(finding.title())),
                        Labels.help(messages.text(finding.text())));
        finding.advice().ifPresent(a -> words.getChildren().add(Labels.help(messages.text(a))));
        HBox.setHgrow(words, Priority.ALWAYS);
        return line(VerdictIcon.of(finding.verdict()), words);
    }

    private static Node line(Node... nodes) {
        var line = new HBox(nodes);
        line.getStyleClass().add("connect-line");
        return line;
    }

    private static void visible(Node node, boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }

    private String text(String key) {
        return messages.text(key);
    }
}
