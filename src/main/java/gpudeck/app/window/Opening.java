package gpudeck.app.window;

import gpudeck.app.session.AlreadyOpenException;
import gpudeck.app.session.OpenSession;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// Opens the session that a window is over, and sees to its end. Not on the JavaFX thread: it reads
/// files, and starts servers in Demo.
final class Opening {

    sealed interface Outcome {

        record Opened(OpenSession session) implements Outcome {}

        record Refused(StartProblem why) implements Outcome {}
    }

    private final SessionSource source;
    private final Ending ending = new Ending();

    /// Once per program.
    Opening(SessionSource source) {
        this.source = source;
    }

    /// On a thread of its own, while JavaFX starts.
    CompletableFuture<Outcome> begin() {
        return CompletableFuture.supplyAsync(
                () -> open(false), Thread.ofPlatform().daemon().name("opening")::start);
    }

    /// @param besideOthers also if another window uses the same data folder
    Outcome open(boolean besideOthers) {
        try {
            var session = source.open(besideOthers);
            ending.guard(session);
            return new Outcome.Opened(session);
        } catch (AlreadyOpenException | SettingException | StoreException | IOException e) {
            return new Outcome.Refused(StartProblem.of(e));
        }
    }

    /// Closes the session.
    void release() {
        ending.release();
    }
}
