package gpudeck.sim.account;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets things happen later, each on a virtual thread of its own.
final class Timeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);

    /// What comes too late, when all is being closed, no longer happens.
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().daemon().name("simulator-time").factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    void after(Duration delay, Runnable event) {
        var _ =
                timer.schedule(
                        () -> Thread.ofVirtual().name("simulator-event").start(logged(event)),
                        delay.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private static Runnable logged(Runnable event) {
        return () -> {
            try {
                event.run();
            } catch (RuntimeException e) {
                LOG.error("an event of the simulator failed", e);
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
