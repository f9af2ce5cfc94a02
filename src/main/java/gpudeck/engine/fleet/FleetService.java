package gpudeck.engine.fleet;

import gpudeck.cloud.CloudClient;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Lease;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.engine.Time;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Custody;
import gpudeck.store.journal.Journal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The account's instances: what is known of them, and all that may be done to them. Every launch
/// is journalled before it is sent; every terminate is repeated until it is proved. Does not know
/// how often it is refreshed, nor on which thread.
public final class FleetService implements AutoCloseable {

    /// How long to look for the instance of a launch whose answer was lost: it may be missing from
    /// the list for a while.
    public static final Duration LOST_LAUNCH_SEARCH = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final CloudClient cloud;
    private final Time time;
    private final Journal journal;
    private final Roster roster;
    private final Reconciler reconciler;
    private final LostLaunches lost;
    private final Launcher launcher;
    private final Terminator terminator;
    private final Workers workers;

    /// @param types what is known of a type, by its name
    /// @param guard stands before anything is bought
    /// @param zone that says when a day begins
    /// @param threads for work that outlives the call that asked for it
    public FleetService(
            Account account,
            Function<String, Optional<InstanceType>> types,
            Guard guard,
            ZoneId zone,
            ThreadFactory threads) {
        var typeBook = new TypeBook(types);
        this.cloud = account.cloud();
        this.time = account.time();
        this.journal = account.journal();
        this.workers = new Workers(threads);
        this.roster = new Roster(account.keyFingerprint(), typeBook);
        this.reconciler = new Reconciler(account, roster, zone, this::publish);
        this.lost = new LostLaunches(account, roster, reconciler, typeBook, workers, this::publish);
        this.launcher =
                new Launcher(account, roster, lost, typeBook, guard, threads, this::publish);
        this.terminator =
                new Terminator(
                        id -> new Termination(id, account, reconciler, roster, this::publish),
                        workers);
    }

    public Signal<Fleet> fleet() {
        return fleet;
    }

    /// Takes up what a program left that is gone: endings that are not proved, launches that got no
    /// answer. Reads only the journal; the rest happens on other threads.
    public void resume() throws StoreException {
        reconciler.recall();
        publish();
        takeUpEndings();
        lost.resume();
    }

    /// Reads the list once and publishes it, with what the journal knows. A failure is published
    /// too, as [Fleet#problem], and thrown.
    public void refresh() throws CloudException, InterruptedException {
        reconciler.read();
        takeUpEndings();
    }

    /// After a sleep: drops connections, which are dead, and reads the list.
    public void reconnect() throws CloudException, InterruptedException {
        cloud.dropConnections();
        refresh();
    }

    private void takeUpEndings() {
        roster.all().stream()
                .filter(row -> row.isAlive() && row.ending().isPresent())
                .filter(row -> row.keeper() != Keeper.ANOTHER_PROGRAM)
                .forEach(row -> terminator.takeUp(row.id()));
    }

    /// An id for a launch, or for a job with all its launches.
    public RunId newRun() {
        return launcher.newRun();
    }

    /// Journals the intent (fsynced), has the guard stand, adds this installation's tags and the
    /// run's id to the name, then sends the launch once. An interrupt while it is under way does
    /// not stop it, and is still set when this returns: what was launched has to be known to be
    /// ended.
    ///
    /// @throws JobException if the intent cannot be written down; nothing was sent
    /// @throws InterruptedException if interrupted before; nothing was sent
    public LaunchOutcome launch(RunId run, LaunchRequest request, Lease lease)
            throws JobException, InterruptedException {
        return launcher.launch(run, request, lease);
    }

    /// This program answers for them from here on, whoever did before.
    public void hold(Collection<InstanceId> ids) throws JobException {
        keep(ids, c -> new Custody(c.lease(), Optional.of(journal.program()), false));
    }

    /// Leaves them running: from here on only their leases end them.
    public void leave(Collection<InstanceId> ids) throws JobException {
        keep(ids, c -> new Custody(c.lease(), c.holder(), true));
    }

    /// Their leases end so much later. What has none gets one that begins now.
    public void extend(Collection<InstanceId> ids, Duration by) throws JobException {
        var fresh = new Lease.End(time.now(), JobError.Limit.LEASE);
        keep(
                ids,
                c ->
                        new Custody(
                                Optional.of(c.lease().orElse(fresh).later(by)),
                                c.holder(),
                                c.left()));
    }

    private void keep(Collection<InstanceId> ids, UnaryOperator<Custody> change)
            throws JobException {
        try {
            for (var id : ids) {
                reconciler.keep(id, change);
            }
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    /// Waits until the instance of a launch whose outcome is unknown shows up, at most `limit`. The
    /// list is searched for [#LOST_LAUNCH_SEARCH], whether anybody waits or not.
    ///
    /// @return empty if it did not show up; it is still recognised if it does so later
    public Optional<InstanceId> awaitLostLaunch(RunId run, Duration limit)
            throws InterruptedException {
        var until = time.now().plus(limit);
        while (true) {
            var now = fleet.get();
            boolean pending = now.launches().stream().anyMatch(l -> l.run().equals(run));
            if (!pending || !time.now().isBefore(until)) {
                return aliveOf(run, now);
            }
            time.pause(BETWEEN_LOOKS);
        }
    }

    private static Optional<InstanceId> aliveOf(RunId run, Fleet now) {
        return now.instances().stream()
                .filter(i -> i.run().equals(Optional.of(run)) && i.endedAt().isEmpty())
                .map(FleetInstance::id)
                .findFirst();
    }

    /// Starts to end these instances and returns; [Fleet] shows how it goes. Asking again makes the
    /// next try come at once.
    public void terminate(Collection<InstanceId> ids) {
        ids.forEach(id -> roster.endingAsked(id, time.now()));
        publish();
        ids.forEach(terminator::end);
    }

    /// Waits until the end of each is proved, at most `limit`; returns those that are not.
    public List<InstanceId> awaitEnded(Collection<InstanceId> ids, Duration limit)
            throws InterruptedException {
        var until = time.now().plus(limit);
        var left = notEnded(ids);
        while (!left.isEmpty() && time.now().isBefore(until)) {
            time.pause(BETWEEN_LOOKS);
            left = notEnded(left);
        }
        return left;
    }

    private List<InstanceId> notEnded(Collection<InstanceId> ids) {
        var now = fleet.get();
        return ids.stream()
                .filter(id -> now.find(id).flatMap(FleetInstance::endedAt).isEmpty())
                .toList();
    }

    public void restart(Collection<InstanceId> ids) throws CloudException, InterruptedException {
        reconciler.take(cloud.restart(List.copyOf(ids)));
    }

    public Instance rename(InstanceId id, String name) throws CloudException, InterruptedException {
        var renamed = cloud.rename(id, name);
        reconciler.take(List.of(renamed));
        return renamed;
    }

    /// Taken and published as one step, so that subscribers see changes in their order.
    private void publish() {
        synchronized (fleet) {
            fleet.publish(roster.snapshot(reconciler.midnight(), time.now()));
        }
    }

    /// Stops what goes on in the background. What is not done yet is in the journal, for the next
    /// start.
    @Override
    public void close() {
        workers.close();
    }
}
