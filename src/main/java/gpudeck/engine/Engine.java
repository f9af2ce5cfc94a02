package gpudeck.engine;

import gpudeck.domain.JobException;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.custody.CustodyService;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.hosts.HostService;
import gpudeck.engine.job.JobRun;
import gpudeck.engine.job.JobService;
import gpudeck.engine.keys.KeyService;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// The services over one account and one data folder, put together.
public final class Engine implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final FleetService fleet;
    private final CatalogService catalog;
    private final JobService jobs;
    private final KeyService keys;
    private final RemoteService remote;
    private final CustodyService custody;
    private final HostService hosts;
    private final Time time;
    private final Subscription wakeUps;

    public Engine(
            FleetService fleet,
            CatalogService catalog,
            JobService jobs,
            KeyService keys,
            RemoteService remote,
            CustodyService custody,
            HostService hosts,
            Time time) {
        this.fleet = fleet;
        this.catalog = catalog;
        this.jobs = jobs;
        this.keys = keys;
        this.remote = remote;
        this.custody = custody;
        this.hosts = hosts;
        this.time = time;
        this.wakeUps = custody.slept().subscribe(slept -> slept.ifPresent(_ -> jobs.renewLinks()));
    }

    public FleetService fleet() {
        return fleet;
    }

    public CatalogService catalog() {
        return catalog;
    }

    public JobService jobs() {
        return jobs;
    }

    public KeyService keys() {
        return keys;
    }

    public RemoteService remote() {
        return remote;
    }

    public CustodyService custody() {
        return custody;
    }

    public HostService hosts() {
        return hosts;
    }

    public Time time() {
        return time;
    }

    /// Cancels every job, ends every instance that was started here, whoever answers for it, and
    /// waits for the proof, at most `limit`. What a launch under way makes meanwhile is ended too.
    ///
    /// @return the names of those whose end is not proved
    public List<String> endAllMine(Duration limit) throws InterruptedException {
        return end(_ -> true, limit);
    }

    /// The same for what ends with this program: what was left running on purpose, and what another
    /// program that lives answers for, is let be.
    ///
    /// @return the names of those whose end is not proved
    public List<String> endHeld(Duration limit) throws InterruptedException {
        return end(FleetInstance::isHeldHere, limit);
    }

    /// The same, and these, which only their leases would end.
    ///
    /// @return the names of those whose end is not proved
    public List<String> endHeld(Collection<InstanceId> too, Duration limit)
            throws InterruptedException {
        return end(i -> i.isHeldHere() || too.contains(i.id()), limit);
    }

    /// Leaves these instances running until their leases end, and the jobs on them to themselves.
    /// Waits until those are written down, at most `limit`.
    public void leave(Collection<InstanceId> ids, Duration limit)
            throws JobException, InterruptedException {
        fleet.leave(ids);
        var left =
                jobs.active().get().stream()
                        .filter(run ->
                                run.state().get().instance().filter(ids::contains).isPresent())
                        .toList();
        for (var run : left) {
            run.leave();
        }
        var until = time.now().plus(limit);
        while (jobs.active().get().stream().anyMatch(left::contains)
                && time.now().isBefore(until)) {
            time.pause(BETWEEN_LOOKS);
        }
    }

    private List<String> end(Predicate<FleetInstance> which, Duration limit)
            throws InterruptedException {
        jobs.active().get().forEach(JobRun::cancelAndTerminate);
        return new EndAllMine(fleet, which, this::jobsAreOver, time).within(limit);
    }

    /// Ends what was started here and no other running GPU Deck holds, and waits for the proof, at
    /// most `limit`. What the launches of programs that are gone turn out to have made is ended
    /// too.
    ///
    /// @return the names of those whose end is not proved
    public List<String> endUnheld(Duration limit) throws InterruptedException {
        return new EndAllMine(fleet, i -> i.keeper() != Keeper.ANOTHER_PROGRAM, () -> true, time)
                .within(limit);
    }

    /// Written down too: the program may be gone the moment after.
    private boolean jobsAreOver() {
        return jobs.active().get().isEmpty();
    }

    /// Stops what goes on in the background. The journal keeps what is not done yet.
    @Override
    public void close() {
        wakeUps.close();
        hosts.close();
        custody.close();
        fleet.close();
    }
}
