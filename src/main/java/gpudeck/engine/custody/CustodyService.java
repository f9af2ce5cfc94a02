package gpudeck.engine.custody;

import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Guard;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;

/// What goes on by itself for the instances that were started here: their leases, the guard, the
/// sleep of the computer.
///
/// @param guard outlives this program
/// @param watch goes with it
/// @param inheritance of programs that are gone
public record CustodyService(Guard guard, Watch watch, Inheritance inheritance)
        implements AutoCloseable {

    /// @param hasJob whether a job of this program works on that instance
    public static CustodyService over(
            FleetService fleet,
            Guard guard,
            Predicate<InstanceId> hasJob,
            Time time,
            ThreadFactory threads) {
        return new CustodyService(
                guard, new Watch(fleet, guard, hasJob, time, threads), new Inheritance(fleet));
    }

    /// To be called once.
    public void begin() {
        watch.start();
    }

    /// Has somebody stand guard, if anything has to be guarded: the last one may have died, or the
    /// computer been switched off since.
    public void standGuard() throws InterruptedException {
        watch.checkGuard();
    }

    public Signal<Guard.State> guardState() {
        return guard.state();
    }

    /// The last one that was said.
    public Signal<Optional<LeaseWarning>> warnings() {
        return watch.warnings();
    }

    /// How long the computer slept when it did last.
    public Signal<Optional<Duration>> slept() {
        return watch.slept();
    }

    @Override
    public void close() {
        watch.close();
    }
}
