package gpudeck.app.window;

import gpudeck.engine.fleet.FleetService;
import java.time.Duration;
import java.util.concurrent.Executor;
import javafx.concurrent.ScheduledService;
import javafx.concurrent.Task;

/// Refreshes a [FleetService] every `period`, more slowly while it fails.
final class PollService extends ScheduledService<Void> {

    private final FleetService fleet;

    PollService(FleetService fleet, Executor threads, Duration period) {
        this.fleet = fleet;
        setExecutor(threads);
        setPeriod(Timers.fx(period));
        setBackoffStrategy(EXPONENTIAL_BACKOFF_STRATEGY);
        setMaximumCumulativePeriod(Timers.MOST);
    }

    @Override
    protected Task<Void> createTask() {
        return new Task<>() {
            @Override
            protected Void call() throws Exception {
                fleet.refresh();
                return null;
            }
        };
    }
}
