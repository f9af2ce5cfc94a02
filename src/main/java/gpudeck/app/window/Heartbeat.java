package gpudeck.app.window;

import gpudeck.engine.Time;
import gpudeck.viewmodel.Ticker;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Moves the window's time on once a second, while the window can be seen. Not a JavaFX animation:
/// one that waits still draws sixty frames a second.
final class Heartbeat implements AutoCloseable {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("heartbeat").daemon().factory());
    private final Ticker ticker;
    private final Time time;
    private Optional<ScheduledFuture<?>> beats = Optional.empty();

    Heartbeat(Ticker ticker, Time time) {
        this.ticker = ticker;
        this.time = time;
    }

    void follow(Stage stage) {
        var seen = stage.showingProperty().and(stage.iconifiedProperty().not());
        stage.showingProperty().subscribe(() -> beat(seen.get()));
        stage.iconifiedProperty().subscribe(() -> beat(seen.get()));
        beat(seen.get());
    }

    private void beat(boolean seen) {
        beats.ifPresent(b -> b.cancel(false));
        beats = seen ? Optional.of(start()) : Optional.empty();
    }

    private ScheduledFuture<?> start() {
        ticker.tick(time.now());
        return timer.scheduleAtFixedRate(
                () -> Platform.runLater(() -> ticker.tick(time.now())), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
