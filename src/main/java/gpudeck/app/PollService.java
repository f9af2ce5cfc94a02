package gpudeck.app;

import gpudeck.engine.fleet.FleetService;
import java.util.concurrent.Executor;
import javafx.concurrent.ScheduledService;
import javafx.concurrent.Task;
import javafx.util.Duration;

/// Refreshes a [FleetService] every `period`, more slowly while it fails.
final class PollService extends ScheduledService<Void> {

    private final FleetService fleet;

    PollService(FleetService fleet, Executor threads, Duration period) {
        this.fleet = fleet;
        setExecutor(threads);
        setPeriod(period);
        setBackoffStrategy(EXPONENTIAL_BACKOFF_STRATEGY);
        setMaximumCumulativePeriod(Duration.minutes(2));
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
