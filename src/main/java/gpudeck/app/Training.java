package gpudeck.app;

import gpudeck.app.session.AlreadyOpenException;
import gpudeck.app.session.OpenSession;
import gpudeck.app.session.Sessions;
import gpudeck.app.window.DeckApplication;
import gpudeck.cli.GlobalOptions;
import gpudeck.domain.Messages;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/// What the AOT cache of a package is made from: does on the simulator, once, what is done at every
/// start, and ends well. Not for users.
final class Training {

    private static final List<String> COMMANDS = List.of("types --demo", "run --demo");

    /// By then the window has been drawn, and been refreshed.
    private static final int FRAMES = 180;

    private final Sessions sessions = Sessions.ofThisProcess();

    private Training() {}

    public static void main(String[] arguments) {
        LibraryLog.install();
        System.exit(new Training().run());
    }

    private int run() {
        var terminal = new SystemTerminal(Messages.load());
        for (var command : COMMANDS) {
            int status = CommandStart.run(List.of(command.split(" ")), sessions, terminal);
            if (status != 0) {
                return status;
            }
        }
        return DeckApplication.open(this::open);
    }

    private OpenSession open(boolean besideOthers)
            throws AlreadyOpenException, SettingException, StoreException, IOException {
        Platform.runLater(Training::closeWhatOpens);
        return sessions.openForWindow(new GlobalOptions(), besideOthers);
    }

    private static void closeWhatOpens() {
        Window.getWindows()
                .addListener(
                        (ListChangeListener<Window>)
                                change -> {
                                    while (change.next()) {
                                        change.getAddedSubList().forEach(Training::closeLater);
                                    }
                                });
    }

    private static void closeLater(Window window) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                if (++frames == FRAMES) {
                    stop();
                    window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
                }
            }
        }.start();
    }
}
