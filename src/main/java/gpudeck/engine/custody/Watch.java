package gpudeck.engine.custody;

import gpudeck.domain.CloudException;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Guard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after what this program answers for, once a second: leases, the guard, and whether the
/// computer slept. Depends on no answer of the cloud.
public final class Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration BETWEEN_GUARD_CHECKS = Duration.ofSeconds(5);

    /// A look that comes so much too late means that the computer slept, or the clock was set.
    private static final Duration SLEPT = Duration.ofSeconds(30);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private final Signal<Optional<LeaseWarning>> warnings = new Signal<>(Optional.empty());
    private final Signal<Optional<Duration>> slept = new Signal<>(Optional.empty());
    private final FleetService fleet;
    private final Guard guard;
    private final Time time;
    private final Leases leases;
    private final ThreadFactory threads;
    private volatile Optional<Thread> thread = Optional.empty();
    private @Nullable Instant guardCheckedAt;

    /// @param hasJob whether a job of this program works on that instance
    public Watch(
            FleetService fleet,
            Guard guard,
            Predicate<InstanceId> hasJob,
            Time time,
            ThreadFactory threads) {
        this.fleet = fleet;
        this.guard = guard;
        this.time = time;
        this.leases = new Leases(fleet, hasJob);
        this.threads = threads;
    }

    /// To be called once.
    public void start() {
        var started = threads.newThread(this::run);
        thread = Optional.of(started);
        started.start();
    }

    /// The last one that was said.
    public Signal<Optional<LeaseWarning>> warnings() {
        return warnings;
    }

    /// How long the computer slept when it did last.
    public Signal<Optional<Duration>> slept() {
        return slept;
    }

    private void run() {
        try {
            while (true) {
                var before = time.now();
                time.pause(PERIOD);
                var late = Duration.between(before, time.now()).minus(PERIOD);
                if (late.compareTo(SLEPT) >= 0) {
                    wakeUp(late);
                }
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            leases.look(time.now()).forEach(w -> warnings.publish(Optional.of(w)));
            checkGuard();
        } catch (RuntimeException e) {
            // A bug must not keep leases from ending.
            LOG.error("The watch met a bug and goes on", e);
        }
    }

    /// The guard may have died, or be another program's that is gone.
    synchronized void checkGuard() throws InterruptedException {
        if (!needsGuard(fleet.fleet().get())) {
            guard.standDown();
            return;
        }
        var now = time.now();
        var last = guardCheckedAt;
        if (last == null || !now.isBefore(last.plus(BETWEEN_GUARD_CHECKS))) {
            guardCheckedAt = now;
            guard.stand();
        }
    }

    private static boolean needsGuard(Fleet now) {
        return !now.mine().isEmpty() || !now.launches().isEmpty();
    }

    /// What the cloud said before is old, and connections from before are dead.
    private void wakeUp(Duration late) throws InterruptedException {
        LOG.info("The computer slept for {}", late);
        slept.publish(Optional.of(late));
        try {
            fleet.reconnect();
        } catch (CloudException e) {
            LOG.info("Lambda does not answer yet after the sleep: {}", e.error());
        }
    }

    /// May be repeated.
    @Override
    public void close() {
        var running = thread;
        if (running.isEmpty()) {
            return;
        }
        running.get().interrupt();
        try {
            running.get().join(LONGEST_GOODBYE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
