package gpudeck.app.window;

import gpudeck.engine.CatalogService;
import gpudeck.viewmodel.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javafx.concurrent.Service;
import javafx.concurrent.Task;

/// Reads types and capacity: often while someone looks at them, else only so that they are not
/// stale when someone does. Each read counts against the account's limit.
final class CatalogPoll extends Service<Void> {

    private static final Duration WATCHED = Duration.ofSeconds(12);
    private static final Duration UNWATCHED = Duration.ofSeconds(60);

    /// After this many failures in a row the pause grows no more.
    private static final int MOST_FAILURES = 3;

    private final CatalogService catalog;
    private final BooleanSupplier watched;
    private Instant lastTried = Instant.EPOCH;
    private int failures;

    /// @param watched whether someone looks; asked on the JavaFX thread
    CatalogPoll(CatalogService catalog, Executor threads, BooleanSupplier watched) {
        this.catalog = catalog;
        this.watched = watched;
        setExecutor(threads);
        setOnSucceeded(_ -> failures = 0);
        setOnFailed(_ -> failures = Math.min(failures + 1, MOST_FAILURES));
    }

    /// Time passes only while the window is seen, and nobody looks while it is not.
    void follow(Ticker ticker) {
        ticker.nowProperty().subscribe(this::readIfDue);
    }

    private void readIfDue(Instant now) {
        var pause = (watched.getAsBoolean() ? WATCHED : UNWATCHED).multipliedBy(1L << failures);
        if (!isRunning() && !now.isBefore(lastTried.plus(pause))) {
            lastTried = now;
            restart();
        }
    }

    @Override
    protected Task<Void> createTask() {
        return new Task<>() {
            @Override
            protected Void call() throws Exception {
                catalog.refresh();
                return null;
            }
        };
    }
}
