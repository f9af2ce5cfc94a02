package gpudeck.cli.command;

import gpudeck.domain.TimeSpan;
import gpudeck.engine.fleet.FleetInstance;
import java.time.Instant;

/// What is left of a lease, as the command line says it.
final class LeaseWords {

    private static final String NONE = "–";

    private LeaseWords() {}

    static String left(FleetInstance one, Instant now) {
        return one.isBilled()
                ? one.lease().map(l -> new TimeSpan(l.left(now)).toString()).orElse(NONE)
                : NONE;
    }
}
