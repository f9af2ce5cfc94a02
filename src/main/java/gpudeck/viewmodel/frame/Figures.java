package gpudeck.viewmodel.frame;

import gpudeck.domain.Cents;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.PendingLaunch;

/// The money in the header. "–" before the first read: a zero would be a claim.
///
/// @param mine how many run, or may run, that were started here
/// @param others how many run that were not
public record Figures(
        String mine,
        String mineRate,
        boolean anyMine,
        String others,
        String othersRate,
        boolean anyOthers,
        String today) {

    static final String UNKNOWN = "–";

    static Figures of(Fleet fleet) {
        var mine = fleet.mine();
        int pending = fleet.launches().size();
        if (fleet.readAt().isEmpty() && mine.isEmpty() && pending == 0) {
            return new Figures(UNKNOWN, UNKNOWN, false, UNKNOWN, UNKNOWN, false, UNKNOWN);
        }
        var others = fleet.notStartedHere();
        return new Figures(
                Integer.toString(mine.size() + pending),
                mineRate(fleet).toString(),
                mine.size() + pending > 0,
                Integer.toString(others.size()),
                Fleet.pricePerHour(others).toString(),
                !others.isEmpty(),
                fleet.spentToday().toString());
    }

    /// A launch without an instance yet may cost money already.
    static Cents mineRate(Fleet fleet) {
        return fleet.launches().stream()
                .map(PendingLaunch::type)
                .map(type -> type.pricePerHour())
                .reduce(Fleet.pricePerHour(fleet.mine()), Cents::plus);
    }
}
