package gpudeck.app.window;

import gpudeck.app.session.AlreadyOpenException;
import gpudeck.app.session.OpenSession;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.Messages;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.Labels;
import java.io.IOException;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The window as JavaFX starts it: opens an engine, shows the window over it or why there is none.
public final class DeckApplication extends Application {

    /// How an engine comes to be.
    @FunctionalInterface
    public interface Opening {

        /// @param besideOthers also if another window uses the same data folder
        OpenSession open(boolean besideOthers)
                throws AlreadyOpenException, SettingException, StoreException, IOException;
    }

    /// JavaFX makes the application itself and gives nothing back: this is how both ways go.
    private static final class Launch {
        private static Optional<Opening> opening = Optional.empty();
        private static int exitStatus;
    }

    private final Messages messages = Messages.load();
    private final Ending ending = new Ending();
    private Optional<OpenSession> session = Optional.empty();
    private Optional<StartProblem> problem = Optional.empty();
    private Optional<Desk> desk = Optional.empty();

    /// Returns when the window is closed.
    ///
    /// @return the exit status
    public static int open(Opening opening) {
        Launch.opening = Optional.of(opening);
        Application.launch(DeckApplication.class);
        return Launch.exitStatus;
    }

    /// Not on the JavaFX thread: it reads files, and starts servers in Demo.
    @Override
    public void init() {
        init(false);
    }

    private void init(boolean besideOthers) {
        problem = Optional.empty();
        try {
            session = Optional.of(Launch.opening.orElseThrow().open(besideOthers));
            session.ifPresent(ending::guard);
        } catch (AlreadyOpenException | SettingException | StoreException | IOException e) {
            problem = Optional.of(StartProblem.of(e));
        }
    }

    @Override
    public void start(Stage stage) {
        Fonts.load();
        session.ifPresentOrElse(
                open -> desk = Optional.of(Desk.open(stage, open, () -> goOver(stage), messages)),
                () -> problem.ifPresent(why -> refuse(stage, why)));
    }

    /// A key was kept: the same window, on that account. The demo ends.
    private void goOver(Stage stage) {
        desk.ifPresent(Desk::close);
        desk = Optional.empty();
        session = Optional.empty();
        stage.getScene().setRoot(new StackPane(Labels.quiet(messages.text("connect.opening"))));
        Thread.ofPlatform()
                .name("go-over")
                .start(() -> {
                    ending.release();
                    init(false);
                    Platform.runLater(() -> start(stage));
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
                    init(true);
                    Platform.runLater(() -> {
                        start(new Stage());
                        refused.close();
                    });
                });
    }

    /// The window is closed, and the user has said what becomes of what runs.
    @Override
    public void stop() {
        desk.ifPresent(Desk::close);
        ending.release();
    }
}
