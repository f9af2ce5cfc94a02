package gpudeck.engine.fleet;

import com.github.f4b6a3.ulid.UlidCreator;
import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.engine.Time;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.store.journal.KnownInstance;
import gpudeck.store.journal.LaunchIntent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Launches: writes the intent down, sends it once, writes down what came of it.
final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private static final int LONGEST_NAME = 64;

    /// The last characters of a run's id, which are random.
    private static final int RUN_IN_NAME = 8;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final CloudClient cloud;
    private final String keyFingerprint;
    private final Journal journal;
    private final Reconciler reconciler;
    private final Roster roster;
    private final TypeBook types;
    private final Time time;
    private final ThreadFactory threads;
    private final Workers workers;
    private final Runnable changed;

    Launcher(
            CloudClient cloud,
            String keyFingerprint,
            Journal journal,
            Reconciler reconciler,
            Roster roster,
            TypeBook types,
            Time time,
            ThreadFactory threads,
            Workers workers,
            Runnable changed) {
        this.cloud = cloud;
        this.keyFingerprint = keyFingerprint;
        this.journal = journal;
        this.reconciler = reconciler;
        this.roster = roster;
        this.types = types;
        this.time = time;
        this.threads = threads;
        this.workers = workers;
        this.changed = changed;
    }

    RunId newRun() {
        return new RunId(UlidCreator.getMonotonicUlid(time.now().toEpochMilli()).toString());
    }

    LaunchOutcome launch(RunId run, LaunchRequest request)
            throws JobException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("before the launch was sent");
        }
        var intent = writeDown(run, marked(run, request));
        pending(intent, false);
        var sending = new FutureTask<LaunchOutcome>(() -> send(intent));
        threads.newThread(sending).start();
        return outcomeOf(sending);
    }

    private LaunchIntent writeDown(RunId run, LaunchRequest request) throws JobException {
        try {
            var price = types.priceOf(request.typeName());
            return journal.launches().recordIntent(run, request, price, keyFingerprint, time.now());
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    private LaunchOutcome send(LaunchIntent intent) throws InterruptedException {
        var outcome = cloud.launch(intent.request());
        switch (outcome) {
            case LaunchOutcome.Created(var id) -> created(intent, id);
            case LaunchOutcome.Refused(var why) -> {
                record(() -> journal.launches().recordRefused(intent, why, time.now()));
                roster.launchSettled(intent.run());
                LOG.info("Launch {} was refused: {}", intent.run(), why);
            }
            case LaunchOutcome.Unknown(var why) -> {
                record(() -> journal.launches().recordUnknown(intent, why, time.now()));
                inDoubt(intent);
                LOG.warn("Launch {} got no clear answer: {}", intent.run(), why);
            }
        }
        changed.run();
        return outcome;
    }

    private void created(LaunchIntent intent, InstanceId id) {
        var now = time.now();
        record(() -> journal.launches().recordCreated(intent, id, now));
        roster.launched(KnownInstance.launched(intent, id, now), jobName(intent.run()));
        LOG.info("Launch {} made instance {}", intent.run(), id);
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

    /// Goes on looking for the instances of launches that an earlier run of the program sent.
    void resumeSearches() throws StoreException {
        for (var intent : journal.launches().unsettled(keyFingerprint)) {
            if (intent.isInDoubt()) {
                inDoubt(intent);
            }
        }
    }

    private void inDoubt(LaunchIntent intent) {
        pending(intent, true);
        workers.start(() -> search(intent));
    }

    /// Reading the list recognises the instance; here it is read often enough, and for long enough.
    private void search(LaunchIntent intent) {
        var until = time.now().plus(FleetService.LOST_LAUNCH_SEARCH);
        try {
            while (roster.isPending(intent.run())) {
                readIfPossible();
                if (!time.now().isBefore(until)) {
                    giveUp(intent);
                    return;
                }
                time.pause(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(LaunchIntent intent) {
        if (!roster.isPending(intent.run())) {
            return;
        }
        record(() -> journal.launches().recordNotFound(intent, time.now()));
        roster.launchSettled(intent.run());
        changed.run();
        LOG.warn("Launch {} left no instance that could be found", intent.run());
    }

    private void readIfPossible() throws InterruptedException {
        try {
            reconciler.read();
        } catch (CloudException e) {
            LOG.debug("Could not look for a lost launch: {}", e.error());
        }
    }

    private Optional<String> jobName(RunId run) {
        try {
            return journal.runs().nameOf(run);
        } catch (StoreException e) {
            reconciler.failed(e);
            return Optional.empty();
        }
    }

    private void record(JournalEntry entry) {
        try {
            entry.write();
        } catch (StoreException e) {
            reconciler.failed(e);
        }
    }

    private void pending(LaunchIntent intent, boolean inDoubt) {
        var request = intent.request();
        roster.launching(
                new PendingLaunch(
                        intent.run(),
                        request.name().orElse(""),
                        types.at(request.typeName(), intent.pricePerHour()),
                        request.region(),
                        intent.at(),
                        inDoubt));
        changed.run();
    }

    private LaunchRequest marked(RunId run, LaunchRequest request) {
        var tags = new HashMap<>(request.tags());
        tags.put(Adoption.RUN_TAG, run.value());
        tags.put(Adoption.OWNER_TAG, journal.installationId());
        return new LaunchRequest(
                request.region(),
                request.typeName(),
                request.sshKeyName(),
                Optional.of(nameWith(run, request.name().orElse(""))),
                request.hostname(),
                request.image(),
                request.fileSystemNames(),
                request.fileSystemMounts(),
                request.userData(),
                tags,
                request.firewallRulesetIds());
    }

    private static String nameWith(RunId run, String name) {
        var id = run.value().substring(run.value().length() - RUN_IN_NAME).toLowerCase(Locale.ROOT);
        var base = name.isBlank() ? "gpudeck" : name.strip();
        int room = LONGEST_NAME - RUN_IN_NAME - 1;
        return base.substring(0, Math.min(base.length(), room)).strip() + "-" + id;
    }

    @FunctionalInterface
    private interface JournalEntry {
        void write() throws StoreException;
    }
}
