package gpudeck.app.window;

import gpudeck.app.session.OpenSession;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.Messages;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.Labels;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The window as JavaFX starts it: opens an engine, shows the window over it or why there is none.
public final class DeckApplication extends Application {

    /// JavaFX makes the application itself and gives nothing back: this is how both ways go.
    private static final class Launch {
        private static Optional<Opening> opening = Optional.empty();
        private static CompletableFuture<Opening.Outcome> first = new CompletableFuture<>();
        private static int exitStatus;
    }

    private final Messages messages = Messages.load();
    private final Opening opening = Launch.opening.orElseThrow();
    private Optional<Desk> desk = Optional.empty();

    /// Returns when the window is closed.
    ///
    /// @return the exit status
    public static int open(SessionSource source) {
        var opening = new Opening(source);
        Launch.opening = Optional.of(opening);
        Launch.first = opening.begin();
        Application.launch(DeckApplication.class);
        return Launch.exitStatus;
    }

    /// Waits for the session, which opens while JavaFX starts.
    @Override
    public void init() {
        Launch.first.join();
    }

    @Override
    public void start(Stage stage) {
        Fonts.load();
        show(stage, Launch.first.join());
    }

    private void show(Stage stage, Opening.Outcome outcome) {
        switch (outcome) {
            case Opening.Outcome.Opened(OpenSession session) ->
                    desk = Optional.of(Desk.open(stage, session, () -> goOver(stage), messages));
            case Opening.Outcome.Refused(StartProblem why) -> refuse(stage, why);
        }
    }

    /// A key was kept: the same window, on that account. The demo ends.
    private void goOver(Stage stage) {
        desk.ifPresent(Desk::close);
        desk = Optional.empty();
        stage.getScene().setRoot(new StackPane(Labels.quiet(messages.text("connect.opening"))));
        Thread.ofPlatform()
                .name("go-over")
                .start(() -> {
                    opening.release();
                    var outcome = opening.open(false);
                    Platform.runLater(() -> show(stage, outcome));
                });
    }

    private void refuse(Stage stage, StartProblem why) {
        Launch.exitStatus = why.exitStatus();
        var text = messages.text(why.explanation());
        if (why.isAnotherWindow()) {
            MessageWindow.alreadyOpen(stage, text, () -> openBeside(stage), messages);
        } else {
            MessageWindow.startFailed(stage, text, messages);
        }
    }

    private void openBeside(Stage refused) {
        Launch.exitStatus = ExitStatus.DONE;
        Thread.ofPlatform()
                .name("open-beside")
                .start(() -> {
                    var outcome = opening.open(true);
                    Platform.runLater(() -> {
                        show(new Stage(), outcome);
                        refused.close();
                    });
                });
    }

    /// The window is closed, and the user has said what becomes of what runs.
    @Override
    public void stop() {
        desk.ifPresent(Desk::close);
        opening.release();
    }
}
