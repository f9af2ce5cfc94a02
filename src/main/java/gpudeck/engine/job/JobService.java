package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.CatalogService;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.Readiness;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.keys.KeyService;
import gpudeck.store.StoreException;
import gpudeck.store.journal.Journal;
import gpudeck.store.journal.KnownInstance;
import gpudeck.store.journal.SavedRun;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Starts jobs and remembers them.
public final class JobService {

    private final Signal<List<JobRun>> active = new Signal<>(List.of());
    private final FleetService fleet;
    private final CatalogService catalog;
    private final KeyService keys;
    private final Readiness readiness;
    private final Journal journal;
    private final Time time;

    public JobService(
            FleetService fleet,
            CatalogService catalog,
            KeyService keys,
            MachineAccess machines,
            Journal journal,
            Time time) {
        this.fleet = fleet;
        this.catalog = catalog;
        this.keys = keys;
        this.readiness = new Readiness(fleet, machines, time);
        this.journal = journal;
        this.time = time;
    }

    /// The runs that are not over, oldest first.
    public Signal<List<JobRun>> active() {
        return active;
    }

    /// Whether a job that is not over works on that instance.
    public boolean isAtWorkOn(InstanceId instance) {
        return active.get().stream()
                .anyMatch(run -> run.state().get().instance().equals(Optional.of(instance)));
    }

    /// Gives the job its id and its folder, and counts it as active: [JobRun#run] must follow.
    /// Nothing is bought before.
    public JobRun prepare(JobSpec spec, RunOutput output) {
        var id = fleet.newRun();
        var folder = RunFolder.of(id, spec, time.now(), ZoneId.systemDefault());
        return run(RunState.starting(id, spec, time.now()), folder, output);
    }

    /// Takes up a run that was left running, or whose program is gone, where it stands:
    /// [JobRun#run] must follow. This program answers for its instance from here on.
    ///
    /// @throws JobException if another program drives it, it is over, or has no instance
    /// @throws SshException if its SSH key is locked or cannot be used; the run is let be then
    public JobRun attach(RunId id, RunOutput output)
            throws CloudException, JobException, SshException, InterruptedException {
        try {
            var saved = journal.runs().find(id).filter(this::isAttachable);
            if (saved.isEmpty()) {
                throw new JobException(new JobError.NotAttachable(id.value()));
            }
            var begun = saved.get().state().takenUp();
            keys.readyIdentity(begun.spec().sshKeyName());
            if (!journal.runs().take(begun, saved.get().holder())) {
                throw new JobException(new JobError.NotAttachable(id.value()));
            }
            hold(begun);
            return run(begun, new RunFolder(saved.get().folder()), output);
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    /// What runs on afterwards in any case goes on to be ended by its lease alone.
    private void hold(RunState begun) throws JobException {
        var instance = begun.instance().orElseThrow();
        var keeper = fleet.fleet().get().find(instance).map(FleetInstance::keeper);
        if (!begun.spec().keepsItsInstance() || !keeper.equals(Optional.of(Keeper.ITS_LEASE))) {
            fleet.hold(List.of(instance));
        }
    }

    /// Those that [#attach] would take up, newest first.
    public List<RunState> attachable() throws JobException {
        try {
            return journal.runs().all().stream()
                    .filter(this::isAttachable)
                    .map(SavedRun::state)
                    .toList();
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    private boolean isAttachable(SavedRun saved) {
        var state = saved.state();
        boolean isFree =
                state.outcome().isPresent()
                        ? state.outcome().get() instanceof RunOutcome.LeftRunning
                        : saved.holder().filter(this::isAnothers).isEmpty();
        return isFree
                && active.get().stream().noneMatch(run -> run.id().equals(state.id()))
                && state.instance().filter(this::isAlive).isPresent();
    }

    private boolean isAlive(InstanceId instance) {
        return fleet.fleet().get().find(instance).filter(i -> i.endedAt().isEmpty()).isPresent();
    }

    /// The network is another one, or the computer slept: every job connects again at once.
    public void renewLinks() {
        active.get().forEach(JobRun::renewLink);
    }

    private JobRun run(RunState begun, RunFolder folder, RunOutput output) {
        var id = begun.id();
        var spec = begun.spec();
        var record = new RunRecord(begun, journal.runs(), folder.path(), time);
        var source = source(id, spec, record);
        var check = new JobCheck(spec, folder, record, keys, source);
        var run =
                new JobRun(
                        spec,
                        folder,
                        output,
                        record,
                        check,
                        source,
                        fleet,
                        readiness,
                        time,
                        this::over);
        synchronized (active) {
            var runs = new ArrayList<>(active.get());
            runs.add(run);
            active.publish(List.copyOf(runs));
        }
        return run;
    }

    private MachineSource source(RunId id, JobSpec spec, RunRecord record) {
        return spec.machine()
                .running()
                .<MachineSource>map(
                        there -> new RunningInstance(there, spec.keepsItsInstance(), fleet, record))
                .orElseGet(() -> new JobLaunch(id, spec, fleet, catalog, record, time));
    }

    private void over(JobRun run) {
        synchronized (active) {
            active.publish(active.get().stream().filter(r -> !r.equals(run)).toList());
        }
    }

    /// Past runs and those under way, newest first, from the journal.
    ///
    /// @throws JobException if it cannot be read
    public List<PastRun> history() throws JobException {
        try {
            var ends = endsOfInstances();
            return journal.runs().all().stream()
                    .map(saved ->
                            new PastRun(asItIs(saved, ends), saved.folder(), isAttachable(saved)))
                    .toList();
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    private Map<InstanceId, Instant> endsOfInstances() throws StoreException {
        return journal.instances().startedHere().stream()
                .filter(known -> known.endedAt().isPresent())
                .collect(
                        Collectors.toMap(
                                KnownInstance::id, known -> known.endedAt().orElseThrow()));
    }

    /// What is not over and under way nowhere was interrupted. An end that was proved after the run
    /// was written down counts too.
    private RunState asItIs(SavedRun last, Map<InstanceId, Instant> ends) {
        var saved = last.state();
        for (var run : active.get()) {
            if (run.id().equals(saved.id())) {
                return run.state().get();
            }
        }
        if (saved.outcome().isEmpty() && last.holder().filter(this::isAnothers).isPresent()) {
            return saved;
        }
        var endedAt = saved.endedAt().or(() -> saved.instance().map(ends::get));
        return saved.ended(endedAt, saved.outcome().orElseGet(RunOutcome.Interrupted::new));
    }

    private boolean isAnothers(String program) {
        return !program.equals(journal.program()) && journal.isAlive(program);
    }

    /// @param isAttachable whether [#attach] would take it up
    public record PastRun(RunState state, Path folder, boolean isAttachable) {}
}
