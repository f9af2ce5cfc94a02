package gpudeck.app.window;

import gpudeck.store.Preferences;
import gpudeck.view.frame.Frame;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Where the window stands and how large it is: as it was left, if that is still on a screen.
final class WindowPlace {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    /// So much of the title bar has to be on a screen to get hold of the window.
    private static final double GRIP = 64;

    private final Stage stage;
    private Optional<Preferences.Window> free = Optional.empty();

    WindowPlace(Stage stage) {
        this.stage = stage;
    }

    void restore(Optional<Preferences.Window> saved) {
        stage.setMinWidth(Frame.MIN_WIDTH);
        stage.setMinHeight(Frame.MIN_HEIGHT);
        free = saved.filter(WindowPlace::isReachable);
        free.ifPresentOrElse(this::take, this::takeDefault);
        stage.xProperty().subscribe(this::note);
        stage.yProperty().subscribe(this::note);
        stage.widthProperty().subscribe(this::note);
        stage.heightProperty().subscribe(this::note);
    }

    /// To be saved; empty if it was never shown.
    Optional<Preferences.Window> current() {
        return free.map(w ->
                new Preferences.Window(w.x(), w.y(), w.width(), w.height(), stage.isMaximized()));
    }

    private void take(Preferences.Window window) {
        stage.setX(window.x());
        stage.setY(window.y());
        stage.setWidth(window.width());
        stage.setHeight(window.height());
        stage.setMaximized(window.maximised());
    }

    private void takeDefault() {
        var screen = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
    }

    /// The size of a maximised window is the screen's: it says nothing about what it goes back to.
    private void note() {
        if (stage.isShowing() && !stage.isMaximized() && !stage.isIconified()) {
            free =
                    Optional.of(
                            new Preferences.Window(
                                    stage.getX(),
                                    stage.getY(),
                                    stage.getWidth(),
                                    stage.getHeight(),
                                    false));
        }
    }

    private static boolean isReachable(Preferences.Window window) {
        var grip =
                new Rectangle2D(
                        window.x() + Math.min(GRIP, window.width()),
                        window.y(),
                        Math.max(0, window.width() - 2 * GRIP),
                        GRIP);
        return Screen.getScreens().stream()
                .anyMatch(screen -> screen.getVisualBounds().intersects(grip));
    }
}
