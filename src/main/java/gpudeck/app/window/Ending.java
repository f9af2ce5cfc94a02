package gpudeck.app.window;

import gpudeck.app.session.OpenSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens when the process is told to stop by Ctrl-C, `kill` or logout instead of by its
/// window: nobody can be asked, so everything that ends with this program is ended first: not what
/// was left running on purpose, nor what another one holds. The virtual machine then ends with 128
/// + the signal's number by itself.
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    /// Terminating takes a minute at most, as a rule. After that the journal remembers.
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final AtomicReference<Optional<OpenSession>> guarded =
            new AtomicReference<>(Optional.empty());

    /// Once per program.
    Ending() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endHeld, "end-held"));
    }

    /// One at a time.
    void guard(OpenSession session) {
        guarded.set(Optional.of(session));
    }

    /// The user was asked: the session is closed, and what runs is left alone.
    void release() {
        guarded.getAndSet(Optional.empty()).ifPresent(OpenSession::close);
    }

    private void endHeld() {
        guarded.getAndSet(Optional.empty()).ifPresent(Ending::endHeld);
    }

    private static void endHeld(OpenSession session) {
        try (session) {
            var left = session.engine().endHeld(LIMIT);
            if (!left.isEmpty()) {
                LOG.error("told to stop; not proved to have ended: {}", left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
