package gpudeck.engine.fleet;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Time;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.store.journal.KnownInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the [Roster] and the journal in line with what the cloud says, one list at a time. A
/// journal that fails is reported and stops nothing.
final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /// How often the journal notes that an unchanged instance is still there.
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);

    /// How long an ended instance is shown, at least: until midnight if that is later.
    private static final Duration SHOW_ENDED = Duration.ofHours(1);

    private final CloudClient cloud;
    private final String keyFingerprint;
    private final Journal journal;
    private final Roster roster;
    private final Time time;
    private final ZoneId zone;
    private final Runnable changed;
    private final Adoption adoption;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<RunId, String> jobNames = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private long answered;

    Reconciler(
            CloudClient cloud,
            String keyFingerprint,
            Journal journal,
            Roster roster,
            Time time,
            ZoneId zone,
            Runnable changed) {
        this.cloud = cloud;
        this.keyFingerprint = keyFingerprint;
        this.journal = journal;
        this.roster = roster;
        this.time = time;
        this.zone = zone;
        this.changed = changed;
        this.adoption = new Adoption(journal, keyFingerprint, roster);
    }

    /// Local midnight before now.
    Instant midnight() {
        return time.now().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    /// The number of the list that was asked for last.
    long lastAsked() {
        return asked.get();
    }

    void read() throws CloudException, InterruptedException {
        readAfter(Long.MAX_VALUE);
    }

    /// Reads the list, unless one that was asked for after number `asked` is there by now.
    void readAfter(long earlier) throws CloudException, InterruptedException {
        reading.lockInterruptibly();
        try {
            if (answered <= earlier) {
                readNow();
            }
        } finally {
            reading.unlock();
        }
    }

    private void readNow() throws CloudException, InterruptedException {
        long number = asked.incrementAndGet();
        var sent = time.now();
        var listed = list();
        var now = time.now();
        answered = number;
        var changes = worthNoting(listed, now);
        var ended = roster.read(listed, now, Duration.between(sent, now));
        try {
            adoption.adopt(listed);
            if (!changes.isEmpty()) {
                journal.instances().recordSeen(changes, keyFingerprint, now);
            }
            for (var id : ended) {
                journal.instances().recordEnded(id, now);
            }
            recall();
        } catch (StoreException e) {
            failed(e);
        }
        changed.run();
    }

    private List<Instance> list() throws CloudException, InterruptedException {
        try {
            return cloud.instances();
        } catch (CloudException e) {
            roster.readFailed(e.error());
            changed.run();
            throw e;
        }
    }

    /// Those that are new, changed, or were not noted for a while: not every read is a write.
    private List<Instance> worthNoting(List<Instance> listed, Instant now) {
        return listed.stream()
                .filter(i -> roster.find(i.id()).filter(row -> isNoted(row, i, now)).isEmpty())
                .toList();
    }

    private static boolean isNoted(Row row, Instance instance, Instant now) {
        var known = row.known();
        boolean cameBack = !row.isAlive() && instance.status().isBilled();
        return !cameBack
                && known.lastStatus().equals(instance.status().word())
                && known.name().equals(instance.name().orElse(""))
                && known.lastSeen().orElse(Instant.MIN).isAfter(now.minus(NOTE_EVERY));
    }

    /// Takes in what the cloud answered about these alone.
    void take(List<Instance> answered) {
        var now = time.now();
        var ended = answered.stream().filter(i -> roster.saw(i, now)).map(Instance::id).toList();
        try {
            journal.instances().recordSeen(answered, keyFingerprint, now);
        } catch (StoreException e) {
            failed(e);
        }
        ended.forEach(this::ended);
        changed.run();
    }

    /// Asks for one instance by its id. That it does not exist proves its end, if this API key saw
    /// it before or had the time to.
    ///
    /// @return whether anything is known of it now
    boolean lookUp(InstanceId id) throws CloudException, InterruptedException {
        reading.lockInterruptibly();
        try {
            take(List.of(cloud.instance(id)));
            return true;
        } catch (CloudException e) {
            if (!(e.error() instanceof CloudError.NotFound)) {
                throw e;
            }
            var row = roster.find(id);
            if (row.filter(r -> r.provesEndByAbsence(time.now())).isPresent()) {
                ended(id);
                changed.run();
            }
            return row.isPresent();
        } finally {
            reading.unlock();
        }
    }

    /// Keeps that its end was asked for, so that the next start takes it up again.
    void terminateAsked(InstanceId id) {
        try {
            journal.instances().recordTerminateAsked(id, time.now());
        } catch (StoreException e) {
            failed(e);
        }
    }

    private void ended(InstanceId id) {
        var now = time.now();
        roster.ended(id, now);
        try {
            journal.instances().recordEnded(id, now);
        } catch (StoreException e) {
            failed(e);
        }
    }

    /// Says so and goes on: what the cloud says counts more than what can be written down.
    void failed(StoreException e) {
        LOG.error("The journal failed", e);
        roster.readFailed(e.error());
    }

    /// Takes in what the journal knows.
    void recall() throws StoreException {
        var recently = time.now().minus(SHOW_ENDED);
        var since = recently.isBefore(midnight()) ? recently : midnight();
        var known = journal.instances().aliveOrEndedSince(since, keyFingerprint);
        roster.remembered(known, jobNames(known));
    }

    private Map<RunId, String> jobNames(Collection<KnownInstance> known) throws StoreException {
        for (var instance : known) {
            if (instance.run().isPresent() && !jobNames.containsKey(instance.run().get())) {
                var run = instance.run().get();
                journal.runs().nameOf(run).ifPresent(name -> jobNames.put(run, name));
            }
        }
        return jobNames;
    }
}
