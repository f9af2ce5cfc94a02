package gpudeck.engine.custody;

import gpudeck.domain.Signal;
import gpudeck.engine.fleet.Guard;
import java.time.Duration;
import java.util.Optional;

/// What goes on by itself for the instances that were started here: their leases, the guard, the
/// sleep of the computer.
///
/// @param guard outlives this program
/// @param watch goes with it
public record CustodyService(Guard guard, Watch watch) implements AutoCloseable {

    /// To be called once.
    public void begin() {
        watch.start();
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
