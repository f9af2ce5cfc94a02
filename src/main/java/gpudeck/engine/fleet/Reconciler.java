package gpudeck.engine.fleet;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Custody;
import gpudeck.store.journal.InstanceJournal;
import gpudeck.store.journal.KnownInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
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

    /// How many of those that a list does not name are asked for at a time: each is a request.
    private static final int LOOKUPS_PER_LIST = 3;

    private final Account account;
    private final InstanceJournal journal;
    private final Roster roster;
    private final ZoneId zone;
    private final Runnable changed;
    private final Adoption adoption;
    private final Notes notes;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<RunId, String> jobNames = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private long answered;

    Reconciler(Account account, Roster roster, ZoneId zone, Runnable changed) {
        this.account = account;
        this.journal = account.journal().instances();
        this.roster = roster;
        this.zone = zone;
        this.changed = changed;
        this.adoption = new Adoption(account, roster);
        this.notes = new Notes(roster);
    }

    /// Local midnight before now.
    Instant midnight() {
        return now().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    /// The number of the list that was asked for last.
    long lastAsked() {
        return asked.get();
    }

    void read() throws CloudException, InterruptedException {
        readAfter(Long.MAX_VALUE);
    }

    /// Reads the list, unless one that was asked for later than that number is there by now.
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
        var listed = list();
        var now = now();
        answered = number;
        var changes = worthNoting(listed, now);
        var reading = roster.read(listed, now, account.cloud().answerTime());
        notes.write(() -> {
            adoption.adopt(listed);
            writeDown(changes, reading.ended(), now);
            recall();
        });
        changed.run();
        lookUpMissing(reading.missing());
    }

    /// A list may be cut, or empty while the instances are there: only who is asked for and unknown
    /// is gone. Who cannot be asked for now is asked for after the next list.
    private void lookUpMissing(List<InstanceId> missing) throws InterruptedException {
        for (var id : missing.stream().limit(LOOKUPS_PER_LIST).toList()) {
            try {
                lookUp(id);
            } catch (CloudException e) {
                LOG.debug("Could not ask for {}, which the list misses: {}", id, e.error());
                return;
            }
        }
    }

    private void writeDown(List<Instance> seen, List<InstanceId> ended, Instant at)
            throws StoreException {
        if (!seen.isEmpty()) {
            journal.recordSeen(seen, account.keyFingerprint(), at);
        }
        for (var id : ended) {
            journal.recordEnded(id, at);
        }
    }

    private List<Instance> list() throws CloudException, InterruptedException {
        try {
            return account.cloud().instances();
        } catch (CloudException e) {
            roster.failed(e.error());
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
    void take(List<Instance> answers) {
        var now = now();
        var ended = answers.stream().filter(i -> roster.saw(i, now)).map(Instance::id).toList();
        ended.forEach(id -> roster.ended(id, now));
        notes.write(() -> writeDown(answers, ended, now));
        changed.run();
    }

    /// Asks for one instance by its id. That it does not exist proves its end, if this API key saw
    /// it before or had the time to.
    ///
    /// @return whether anything is known of it now
    boolean lookUp(InstanceId id) throws CloudException, InterruptedException {
        reading.lockInterruptibly();
        try {
            take(List.of(account.cloud().instance(id)));
            return true;
        } catch (CloudException e) {
            if (!(e.error() instanceof CloudError.NotFound)) {
                throw e;
            }
            var row = roster.find(id);
            if (row.filter(r -> r.provesEndByAbsence(now())).isPresent()) {
                proved(id);
            }
            return row.isPresent();
        } finally {
            reading.unlock();
        }
    }

    private void proved(InstanceId id) {
        var now = now();
        roster.ended(id, now);
        notes.write(() -> journal.recordEnded(id, now));
        changed.run();
    }

    /// Keeps who answers for it from here on, and until when it may live.
    void keep(InstanceId id, UnaryOperator<Custody> change) throws StoreException {
        var row = roster.find(id).filter(r -> r.known().isMine());
        if (row.isEmpty()) {
            return;
        }
        var before = row.get().known();
        var now = change.apply(before.custody());
        if (!now.holder().equals(before.custody().holder())
                || now.left() != before.custody().left()) {
            recordKeeper(id, now);
        }
        if (!now.lease().equals(before.custody().lease()) && now.lease().isPresent()) {
            journal.recordLease(id, now.lease().get());
        }
        roster.kept(id, now, Keeper.of(before.with(now), account.journal()));
        changed.run();
    }

    private void recordKeeper(InstanceId id, Custody now) throws StoreException {
        if (now.left()) {
            journal.recordLeft(id);
        } else if (now.holder().isPresent()) {
            journal.recordHolder(id, now.holder().get());
        }
    }

    /// Keeps that its end was asked for, so that the next start takes it up again.
    void terminateAsked(InstanceId id) {
        notes.write(() -> journal.recordTerminateAsked(id, now()));
    }

    /// Takes in what the journal knows.
    void recall() throws StoreException {
        var recently = now().minus(SHOW_ENDED);
        var since = recently.isBefore(midnight()) ? recently : midnight();
        var known = journal.aliveOrEndedSince(since, account.keyFingerprint());
        var kept = new LinkedHashMap<KnownInstance, Keeper>();
        known.forEach(k -> kept.put(k, Keeper.of(k, account.journal())));
        roster.remembered(kept, jobNames(known));
    }

    private Map<RunId, String> jobNames(Collection<KnownInstance> known) throws StoreException {
        for (var instance : known) {
            if (instance.run().isPresent() && !jobNames.containsKey(instance.run().get())) {
                var run = instance.run().get();
                account.journal().runs().nameOf(run).ifPresent(name -> jobNames.put(run, name));
            }
        }
        return jobNames;
    }

    private Instant now() {
        return account.time().now();
    }
}
