package gpudeck.viewmodel.instances;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.UserMessage;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.Ticker;
import java.time.Duration;
import java.util.Optional;

/// What is told of a machine's lease under the table. It does not tick.
///
/// @param keeper who answers for the machine
/// @param ends when, and by what it is limited; says so if there is no lease
/// @param atMost what the machine costs in all until then
public record LeaseFacts(UserMessage keeper, UserMessage ends, Optional<Cents> atMost) {

    /// Empty for what was not started here, and for what is over.
    static Optional<LeaseFacts> of(FleetInstance machine, Ticker ticker) {
        if (!machine.isMine() || !machine.isBilled()) {
            return Optional.empty();
        }
        return Optional.of(
                new LeaseFacts(
                        UserMessage.of("lease.keeper." + machine.keeper().name()),
                        machine.lease()
                                .map(end -> ends(end, ticker))
                                .orElseGet(() -> UserMessage.of("lease.none.text")),
                        machine.lease().map(end -> cost(machine, end))));
    }

    private static UserMessage ends(Lease.End end, Ticker ticker) {
        return UserMessage.of("lease.ends." + end.limit().name(), Clocks.until(end.at(), ticker));
    }

    private static Cents cost(FleetInstance machine, Lease.End end) {
        return machine.instance()
                .type()
                .pricePerHour()
                .perHourOver(Duration.between(machine.since(), end.at()));
    }
}
