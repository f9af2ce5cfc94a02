package gpudeck.engine.custody;

import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Outlives the programs that launch: ends what they left behind when they are gone without a word,
/// and honours the leases of what was left running. Reads the journal, and asks the cloud only for
/// what has to end or to be found.
public final class Guardian {

    private static final Logger LOG = LoggerFactory.getLogger(Guardian.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /// A program that lives ends its own overdue instances; should it hang, it has so long.
    static final Duration SLACK_FOR_PROGRAMS = Duration.ofMinutes(2);

    private final FleetService fleet;
    private final Duration grace;
    private final Time time;
    private final Map<RunId, Instant> goneSince = new HashMap<>();

    /// @param grace for a program that is gone: one that starts again meanwhile takes over
    public Guardian(FleetService fleet, Duration grace, Time time) {
        this.fleet = fleet;
        this.grace = grace;
        this.time = time;
    }

    /// Looks once.
    ///
    /// @return whether there is anything left to guard
    public boolean look() {
        try {
            fleet.resume();
            var now = fleet.fleet().get();
            noteWhoIsGone(now);
            var due = now.mine().stream().filter(this::isDue).map(FleetInstance::id).toList();
            if (!due.isEmpty()) {
                end(due);
            }
            return isNeeded(now);
        } catch (StoreException | RuntimeException e) {
            // Whatever is wrong: as long as it is not known that nothing is left, something may be.
            LOG.error("The guardian could not look, and goes on", e);
            return true;
        }
    }

    /// Waits for the next look.
    public void pause() throws InterruptedException {
        time.pause(PERIOD);
    }

    private static boolean isNeeded(Fleet now) {
        return !now.launches().isEmpty()
                || now.billed().stream().anyMatch(i -> i.isMine() || i.ending().isPresent());
    }

    private void noteWhoIsGone(Fleet now) {
        var gone =
                Stream.concat(
                                now.launches().stream().map(PendingLaunch::run),
                                now.mine().stream()
                                        .filter(i -> i.keeper() == Keeper.NOBODY)
                                        .flatMap(i -> i.run().stream()))
                        .toList();
        gone.forEach(run -> goneSince.putIfAbsent(run, time.now()));
        goneSince.keySet().retainAll(gone);
    }

    private boolean isDue(FleetInstance instance) {
        if (instance.ending().isPresent()) {
            return false;
        }
        var now = time.now();
        return switch (instance.keeper()) {
            case NOBODY -> isGoneForGood(instance, now) || isOver(instance, now);
            case ANOTHER_PROGRAM -> isOver(instance, now.minus(SLACK_FOR_PROGRAMS));
            case ITS_LEASE, THIS_PROGRAM -> isOver(instance, now);
            case NOT_OURS -> false;
        };
    }

    private boolean isGoneForGood(FleetInstance instance, Instant now) {
        return instance.run()
                .map(goneSince::get)
                .filter(since -> !now.isBefore(since.plus(grace)))
                .isPresent();
    }

    private static boolean isOver(FleetInstance instance, Instant now) {
        return instance.lease().filter(lease -> lease.isOver(now)).isPresent();
    }

    private void end(List<InstanceId> due) {
        LOG.warn("Ending what nobody answers for, or what outlived its lease: {}", due);
        fleet.terminate(due);
    }
}
