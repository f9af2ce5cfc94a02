package gpudeck.engine.fleet;

import com.github.f4b6a3.ulid.UlidCreator;
import gpudeck.domain.Cents;
import gpudeck.domain.CloudError;
import gpudeck.domain.HostKey;
import gpudeck.domain.JobException;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.ssh.keys.NewKeyPair;
import gpudeck.store.StoreException;
import gpudeck.store.journal.KnownInstance;
import gpudeck.store.journal.LaunchIntent;
import gpudeck.store.journal.LaunchJournal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Launches: writes the intent down, sends it once, writes down what came of it.
final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final Account account;
    private final LaunchJournal journal;
    private final Roster roster;
    private final LostLaunches lost;
    private final Notes notes;
    private final Marks marks;
    private final TypeBook types;
    private final Guard guard;
    private final ThreadFactory threads;
    private final Runnable changed;

    Launcher(
            Account account,
            Roster roster,
            LostLaunches lost,
            TypeBook types,
            Guard guard,
            ThreadFactory threads,
            Runnable changed) {
        this.account = account;
        this.journal = account.journal().launches();
        this.roster = roster;
        this.lost = lost;
        this.notes = new Notes(roster);
        this.marks = new Marks(account.journal().installationId());
        this.types = types;
        this.guard = guard;
        this.threads = threads;
        this.changed = changed;
    }

    RunId newRun() {
        return new RunId(UlidCreator.getMonotonicUlid(now().toEpochMilli()).toString());
    }

    LaunchOutcome launch(RunId run, LaunchRequest request, Lease lease)
            throws JobException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("before the launch was sent");
        }
        var price = types.priceOf(request.typeName());
        var expires = lease.end(now(), price).at();
        var marked = marks.addedTo(request, run, expires);
        var hostKey =
                account.trustsFirstKey()
                        ? Optional.<NewKeyPair>empty()
                        : Optional.of(NewKeyPair.ed25519());
        var intent = writeDown(run, marked, hostKey, price, lease);
        standGuard(intent);
        roster.launching(PendingLaunch.of(intent, types, false));
        changed.run();
        var sent =
                hostKey.map(key -> marked.withUserData(CloudInit.giving(key, marked.userData())))
                        .orElse(marked);
        var sending = new FutureTask<LaunchOutcome>(() -> send(intent, sent));
        threads.newThread(sending).start();
        return outcomeOf(sending);
    }

    /// The private half of the host key is written nowhere, and forgotten with the request.
    private LaunchIntent writeDown(
            RunId run,
            LaunchRequest request,
            Optional<NewKeyPair> hostKey,
            Cents price,
            Lease lease)
            throws JobException {
        try {
            return journal.recordIntent(
                    run,
                    request,
                    hostKey.map(NewKeyPair::publicKey).map(HostKey::ofLine),
                    price,
                    lease,
                    account.keyFingerprint(),
                    now());
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    /// Before anything is spent. Who is interrupted while waiting has sent nothing.
    private void standGuard(LaunchIntent intent) throws InterruptedException {
        try {
            guard.stand();
        } catch (InterruptedException e) {
            var cancelled = new CloudError.Conflict("cancelled before it was sent");
            notes.write(() -> journal.recordRefused(intent, cancelled, now()));
            throw e;
        }
    }

    private LaunchOutcome send(LaunchIntent intent, LaunchRequest request)
            throws InterruptedException {
        var outcome = account.cloud().launch(request);
        var at = now();
        switch (outcome) {
            case LaunchOutcome.Created(var id) -> created(intent, id, at);
            case LaunchOutcome.Refused(var why) -> {
                LOG.info("Launch {} was refused: {}", intent.run(), why);
                notes.write(() -> journal.recordRefused(intent, why, at));
                roster.launchSettled(intent.run());
            }
            case LaunchOutcome.Unknown(var why) -> {
                LOG.warn("Launch {} got no clear answer: {}", intent.run(), why);
                notes.write(() -> journal.recordUnknown(intent, why, at));
                lost.lookFor(intent);
            }
        }
        changed.run();
        return outcome;
    }

    private void created(LaunchIntent intent, InstanceId id, Instant at) {
        LOG.info("Launch {} made instance {}", intent.run(), id);
        notes.write(() -> journal.recordCreated(intent, id, at));
        var known = KnownInstance.launched(intent, id, at);
        roster.launched(known, Keeper.THIS_PROGRAM, jobName(intent.run()));
    }

    private Optional<String> jobName(RunId run) {
        try {
            return account.journal().runs().nameOf(run);
        } catch (StoreException e) {
            LOG.warn("The name of job {} could not be read", run, e);
            return Optional.empty();
        }
    }

    /// A launch that was sent is seen through: who interrupts the caller wants the instance ended,
    /// and that takes its id.
    private static LaunchOutcome outcomeOf(FutureTask<LaunchOutcome> sending) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return sending.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("launch failed without an outcome", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Instant now() {
        return account.time().now();
    }
}
