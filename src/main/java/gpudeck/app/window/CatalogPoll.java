package gpudeck.app.window;

import gpudeck.engine.CatalogService;
import gpudeck.engine.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javafx.concurrent.ScheduledService;
import javafx.concurrent.Task;

/// Reads types and capacity: often while someone looks at them, else only so that they are not
/// stale when someone does. Each read counts against the account's limit.
final class CatalogPoll extends ScheduledService<Void> {

    private static final Duration WATCHED = Duration.ofSeconds(12);
    private static final Duration UNWATCHED = Duration.ofSeconds(60);

    private final CatalogService catalog;
    private final Time time;
    private final BooleanSupplier watched;

    /// @param watched whether someone looks; asked on the JavaFX thread
    CatalogPoll(CatalogService catalog, Time time, Executor threads, BooleanSupplier watched) {
        this.catalog = catalog;
        this.time = time;
        this.watched = watched;
        setExecutor(threads);
        setPeriod(Timers.fx(WATCHED));
        setBackoffStrategy(EXPONENTIAL_BACKOFF_STRATEGY);
        setMaximumCumulativePeriod(Timers.MOST);
    }

    /// Someone begins to look.
    void hurry() {
        if (!isRunning() || getState() == State.SCHEDULED) {
            restart();
        }
    }

    @Override
    protected Task<Void> createTask() {
        boolean due = age().compareTo(watched.getAsBoolean() ? WATCHED : UNWATCHED) >= 0;
        return new Task<>() {
            @Override
            protected Void call() throws Exception {
                if (due) {
                    catalog.refresh();
                }
                return null;
            }
        };
    }

    /// A little older than it is, so that a timer that is early does not skip a read.
    private Duration age() {
        var readAt = catalog.catalog().get().typesReadAt().orElse(Instant.EPOCH);
        return Duration.between(readAt, time.now()).plusSeconds(1);
    }
}
