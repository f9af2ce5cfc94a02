package gpudeck.app.window;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Copied;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.Tone;
import java.nio.file.Path;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// A small window of its own, for what has to be said when there is no other window, or none that
/// can be trusted.
final class MessageWindow {

    private static final int DETAIL_ROWS = 12;

    private MessageWindow() {}

    /// There is nothing to show: says why.
    static void startFailed(Stage stage, String why, Messages messages) {
        var quit = Buttons.plain(messages.text("app.start.quit"), stage::close);
        var dialog =
                new DialogBox(
                                Feather.ALERT_TRIANGLE,
                                Tone.WARNING,
                                messages.text("app.start.failed"),
                                why)
                        .buttons(quit)
                        .preferring(quit);
        show(stage, messages.text("app.start.title"), dialog);
    }

    /// Another window has the same data folder.
    static void alreadyOpen(Stage stage, String why, Runnable openBeside, Messages messages) {
        var quit = Buttons.plain(messages.text("app.start.quit"), stage::close);
        var beside = Buttons.plain(messages.text("app.start.beside"), openBeside);
        var dialog =
                new DialogBox(
                                Feather.INFO,
                                Tone.ACCENT,
                                messages.text("app.start.alreadyOpen.title"),
                                why)
                        .buttons(quit, beside)
                        .preferring(quit);
        show(stage, messages.text("app.start.title"), dialog);
    }

    /// A bug was met; the program goes on.
    static Stage bug(ErrorReport report, Path log, Runnable openLog, Messages messages) {
        var stage = new Stage();
        var close = Buttons.plain(messages.text("app.bug.close"), stage::close);
        var copy =
                Buttons.plain(
                        Feather.COPY,
                        messages.text("app.bug.copy"),
                        () -> Copied.text(report.details()));
        var open = Buttons.plain(Feather.FOLDER, messages.text("app.bug.log"), openLog);
        var dialog =
                new DialogBox(
                                Feather.ALERT_TRIANGLE,
                                Tone.WARNING,
                                messages.text("app.bug.title", report.code()),
                                messages.text("app.bug.text", log.toString()))
                        .content(details(report))
                        .buttons(close, open, copy)
                        .preferring(close);
        show(stage, messages.text("app.bug.window"), dialog);
        return stage;
    }

    private static Node details(ErrorReport report) {
        var details = new TextArea(report.details());
        details.setEditable(false);
        details.setPrefRowCount(DETAIL_ROWS);
        details.getStyleClass().add("error-details");
        return details;
    }

    private static void show(Stage stage, String title, DialogBox dialog) {
        var scene = new Scene(new StackPane(dialog));
        scene.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                stage.close();
            }
        });
        boolean dark = Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        (dark ? Theme.DARK : Theme.LIGHT).applyTo(scene);
        AppIcons.addTo(stage);
        stage.setTitle(title);
        stage.setScene(scene);
        stage.setResizable(false);
        stage.show();
    }
}
