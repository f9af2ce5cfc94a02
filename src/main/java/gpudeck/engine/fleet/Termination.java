package gpudeck.engine.fleet;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.WakeablePause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends one instance: asks, looks, and does so again until its end is proved. It never gives up on
/// an instance that may exist.
final class Termination implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    private static final Duration FIRST_GAP = Duration.ofSeconds(2);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(30);

    /// While the cloud says that it is terminating, it is looked at this soon, then less and less
    /// often, and asked only when the longest gap is over.
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(5);

    /// How often an id that nothing is known of is asked for before it is taken for a mistake.
    private static final int TRIES_FOR_UNKNOWN = 2;

    private final InstanceId id;
    private final Account account;
    private final Reconciler reconciler;
    private final Roster roster;
    private final Runnable changed;
    private final WakeablePause pause;
    private Duration gap = FIRST_GAP;
    private Duration nextLook = FIRST_LOOK;
    private Instant askedAt = Instant.MIN;
    private boolean noted;
    private int unknown;
    private volatile boolean atOnce;

    Termination(
            InstanceId id,
            Account account,
            Reconciler reconciler,
            Roster roster,
            Runnable changed) {
        this.id = id;
        this.account = account;
        this.reconciler = reconciler;
        this.roster = roster;
        this.changed = changed;
        this.pause = new WakeablePause(account.time());
    }

    void askAgain() {
        atOnce = true;
        pause.wake();
    }

    @Override
    public void run() {
        try {
            while (tryOnce()) {
                pause.pause(nextGap());
            }
        } catch (InterruptedException _) {
            LOG.info("Stopped while ending {}; the next start goes on with it", id);
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether another try is needed
    private boolean tryOnce() throws InterruptedException {
        try {
            if (!noted && roster.find(id).isPresent()) {
                reconciler.terminateAsked(id);
                noted = true;
            }
            if (isTimeToAsk()) {
                ask();
            }
            if (!isEnded()) {
                look();
            }
        } catch (RuntimeException e) {
            // A bug must not leave a machine running.
            LOG.error("Ending {} met a bug and goes on", id, e);
            answered(Optional.of(new JobError.Internal(e.toString())));
        }
        return !isEnded() && unknown < TRIES_FOR_UNKNOWN;
    }

    private boolean isTimeToAsk() {
        return atOnce
                || roster.find(id).filter(Row::isTerminating).isEmpty()
                || !now().isBefore(askedAt.plus(LONGEST_GAP));
    }

    private void ask() throws InterruptedException {
        if (atOnce) {
            atOnce = false;
            gap = FIRST_GAP;
            nextLook = FIRST_LOOK;
        }
        askedAt = now();
        try {
            var named = account.cloud().terminate(id);
            answered(Optional.empty());
            // An answer that is older than the proof says nothing.
            if (named.isPresent() && !isEnded()) {
                reconciler.take(List.of(named.get()));
            }
        } catch (CloudException e) {
            LOG.info("Terminate of {} was not accepted: {}", id, e.error());
            answered(Optional.of(e.error()));
        }
    }

    private void answered(Optional<Problem> problem) {
        roster.terminateSent(id, now(), problem);
        changed.run();
    }

    private void look() throws InterruptedException {
        try {
            reconciler.readAfter(reconciler.lastAsked());
            var row = roster.find(id);
            if (row.isEmpty() || row.get().missed() > 0) {
                unknown = reconciler.lookUp(id) ? 0 : unknown + 1;
            }
        } catch (CloudException e) {
            LOG.debug("Could not look whether {} ended: {}", id, e.error());
        }
    }

    private boolean isEnded() {
        return roster.isEnded(id);
    }

    private Duration nextGap() {
        if (roster.find(id).filter(Row::isTerminating).isPresent()) {
            var now = nextLook;
            nextLook = longer(now, LONGEST_BETWEEN_LOOKS);
            return now;
        }
        var now = gap;
        gap = longer(now, LONGEST_GAP);
        return now;
    }

    private static Duration longer(Duration gap, Duration longest) {
        var longer = gap.multipliedBy(3).dividedBy(2);
        return longer.compareTo(longest) < 0 ? longer : longest;
    }

    private Instant now() {
        return account.time().now();
    }
}
