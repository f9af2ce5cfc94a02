package gpudeck.viewmodel;

import gpudeck.domain.Signal;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.custody.CustodyService;
import gpudeck.engine.custody.LeaseWarning;
import gpudeck.engine.fleet.Guard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What goes on by itself for what was started here, as the whole window watches it.
///
/// @param guard who outlives the window
/// @param warnings the last lease that ends soon
/// @param slept how long the computer slept when it did last
/// @param undecided what a GPU Deck that is gone left running
public record LiveCustody(
        Signal<Guard.State> guard,
        Signal<Optional<LeaseWarning>> warnings,
        Signal<Optional<Duration>> slept,
        Signal<List<InstanceId>> undecided) {

    static LiveCustody of(CustodyService custody) {
        return new LiveCustody(
                custody.guardState(),
                custody.warnings(),
                custody.slept(),
                custody.inheritance().undecided());
    }

    /// Where nothing is billed, and nothing happens by itself.
    public static LiveCustody unneeded() {
        return new LiveCustody(
                new Signal<>(new Guard.State.Unneeded()),
                new Signal<>(Optional.empty()),
                new Signal<>(Optional.empty()),
                new Signal<>(List.of()));
    }
}
