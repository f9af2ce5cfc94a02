package gpudeck.engine.fleet;

import gpudeck.domain.CloudException;
import gpudeck.store.StoreException;
import gpudeck.store.journal.LaunchIntent;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for the instances of launches that got no clear answer, for as long as they may be missing
/// from the list. Reading the list recognises them; this sees to it that it is read.
final class LostLaunches {

    private static final Logger LOG = LoggerFactory.getLogger(LostLaunches.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Account account;
    private final Roster roster;
    private final Reconciler reconciler;
    private final Notes notes;
    private final TypeBook types;
    private final Workers workers;
    private final Runnable changed;

    LostLaunches(
            Account account,
            Roster roster,
            Reconciler reconciler,
            TypeBook types,
            Workers workers,
            Runnable changed) {
        this.account = account;
        this.roster = roster;
        this.reconciler = reconciler;
        this.notes = new Notes(roster);
        this.types = types;
        this.workers = workers;
        this.changed = changed;
    }

    /// Takes up those that a program sent which is gone.
    void resume() throws StoreException {
        for (var intent : account.journal().launches().unsettled(account.keyFingerprint())) {
            if (intent.isInDoubt() && !isAnothers(intent)) {
                lookFor(intent);
            }
        }
    }

    /// One that is under way in another program.
    private boolean isAnothers(LaunchIntent intent) {
        var journal = account.journal();
        return intent.holder()
                .filter(h -> !h.equals(journal.program()) && journal.isAlive(h))
                .isPresent();
    }

    void lookFor(LaunchIntent intent) {
        if (roster.isInDoubt(intent.run())) {
            return;
        }
        roster.launching(PendingLaunch.of(intent, types, true));
        changed.run();
        workers.start(() -> search(intent));
    }

    private void search(LaunchIntent intent) {
        var time = account.time();
        var until = time.now().plus(FleetService.LOST_LAUNCH_SEARCH);
        try {
            while (roster.isPending(intent.run())) {
                boolean last = !time.now().isBefore(until);
                read();
                if (isSettled(intent)) {
                    roster.launchSettled(intent.run());
                    changed.run();
                } else if (last) {
                    giveUp(intent);
                } else {
                    time.pause(BETWEEN_LOOKS);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The program that sent it may have lived just long enough to write down what came of it.
    private boolean isSettled(LaunchIntent intent) {
        try {
            return account.journal().launches().of(intent.run()).stream()
                    .filter(now -> now.number() == intent.number())
                    .anyMatch(now -> !now.isInDoubt());
        } catch (StoreException e) {
            LOG.warn("Launch {} could not be read again", intent.run(), e);
            return false;
        }
    }

    private void read() throws InterruptedException {
        try {
            reconciler.read();
        } catch (CloudException e) {
            LOG.debug("Could not look for a lost launch: {}", e.error());
        }
    }

    private void giveUp(LaunchIntent intent) {
        if (roster.isPending(intent.run())) {
            LOG.warn("Launch {} left no instance that could be found", intent.run());
            notes.write(() ->
                    account.journal().launches().recordNotFound(intent, account.time().now()));
            roster.launchSettled(intent.run());
            changed.run();
        }
    }
}
