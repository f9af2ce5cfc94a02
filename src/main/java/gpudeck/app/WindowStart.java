package gpudeck.app;

import gpudeck.app.session.Sessions;
import gpudeck.app.window.DeckApplication;
import gpudeck.cli.GlobalOptions;

/// Keeps the window's classes, and JavaFX with them, out of what a command has to load.
final class WindowStart {

    private WindowStart() {}

    /// Returns when the window is closed.
    ///
    /// @return the exit status
    static int run(Sessions sessions, GlobalOptions options) {
        return DeckApplication.open(beside -> sessions.openForWindow(options, beside));
    }
}
