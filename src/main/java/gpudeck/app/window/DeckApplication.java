package gpudeck.app.window;

import gpudeck.app.session.OpenSession;
import gpudeck.domain.Messages;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import gpudeck.view.kit.Fonts;
import java.io.IOException;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;

/// The window as JavaFX starts it: opens an engine, shows the window over it or why there is none.
public final class DeckApplication extends Application {

    /// How an engine comes to be.
    @FunctionalInterface
    public interface Opening {
        OpenSession open() throws SettingException, StoreException, IOException;
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
        try {
            session = Optional.of(Launch.opening.orElseThrow().open());
            session.ifPresent(ending::guard);
        } catch (SettingException | StoreException | IOException e) {
            problem = Optional.of(StartProblem.of(e));
        }
    }

    @Override
    public void start(Stage stage) {
        Fonts.load();
        session.ifPresentOrElse(
                open -> desk = Optional.of(Desk.open(stage, open, messages)),
                () -> problem.ifPresent(why -> refuse(stage, why)));
    }

    private void refuse(Stage stage, StartProblem why) {
        Launch.exitStatus = why.exitStatus();
        MessageWindow.startFailed(stage, messages.text(why.explanation()), messages);
    }

    /// The window is closed, and the user has said what becomes of what runs.
    @Override
    public void stop() {
        desk.ifPresent(Desk::close);
        ending.release();
    }
}
