package gpudeck.engine.job;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Lease;
import gpudeck.domain.Problem;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Readiness;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One job from launch to terminate. Whatever happens after the launch, the instance is terminated,
/// unless the user leaves it running, or agreed that it is kept.
public final class JobRun {

    private final JobSpec spec;
    private final RunFolder folder;
    private final RunOutput output;
    private final RunRecord record;
    private final JobCheck check;
    private final MachineSource source;
    private final FleetService fleet;
    private final Readiness readiness;
    private final Time time;
    private final Consumer<JobRun> whenOver;
    private final StopSwitch stop = new StopSwitch();
    private final JobSteps steps;
    private final AnotherMachine another;
    private final InstanceRelease release;
    private final boolean isTakenUp;
    private volatile @Nullable MachineLink link;

    /// @param whenOver told once, after the last change of the state
    JobRun(
            JobSpec spec,
            RunFolder folder,
            RunOutput output,
            RunRecord record,
            JobCheck check,
            MachineSource source,
            FleetService fleet,
            Readiness readiness,
            Time time,
            Consumer<JobRun> whenOver) {
        this.spec = spec;
        this.folder = folder;
        this.output = output;
        this.record = record;
        this.check = check;
        this.source = source;
        this.fleet = fleet;
        this.readiness = readiness;
        this.time = time;
        this.whenOver = whenOver;
        this.steps = new JobSteps(record, stop, fleet, readiness);
        this.another = new AnotherMachine(record, stop);
        this.release = new InstanceRelease(record, stop, fleet, time);
        this.isTakenUp = record.state().get().instance().isPresent();
    }

    public RunId id() {
        return record.state().get().id();
    }

    public Signal<RunState> state() {
        return record.state();
    }

    /// The run's own new folder, see [RunFolder].
    public Path folder() {
        return folder.path();
    }

    /// What an interrupt of the thread that does the job means.
    public enum WhenInterrupted {
        /// As [#cancel].
        CANCEL,
        /// As [#leave].
        LEAVE
    }

    /// Does the job on the calling thread, once. Interrupting that thread is the same as [#cancel].
    public RunOutcome run() {
        return run(WhenInterrupted.CANCEL);
    }

    /// The same. Of a run that was taken up, what was done before is not done again.
    public RunOutcome run(WhenInterrupted meaning) {
        stop.attach(meaning == WhenInterrupted.LEAVE);
        RunOutcome outcome = new RunOutcome.Failed(Step.PREPARE, new JobError.Internal("no end"));
        try {
            var launched = record.state().get().instance();
            outcome = launched.isPresent() ? takeUp(launched.get()) : launchWorkTerminate();
        } finally {
            stop.turnOff();
            record.over(outcome);
            whenOver.accept(this);
        }
        return outcome;
    }

    /// Stops what the job does; then its instance is terminated, or kept if that was agreed.
    /// Returns at once.
    public void cancel() {
        stop.cancel();
    }

    /// The same, and its instance is terminated whatever was agreed.
    public void cancelAndTerminate() {
        stop.cancelAndTerminate();
    }

    /// Leaves the job alone on its instance, until that one's lease ends: see [JobService#attach].
    /// Returns at once. What has launched nothing yet is cancelled.
    ///
    /// @throws JobException if it cannot be written down that the instance is left; it is not then
    public void leave() throws JobException {
        var instance = record.state().get().instance();
        if (instance.isEmpty()) {
            cancel();
            return;
        }
        fleet.leave(List.of(instance.get()));
        stop.leave();
    }

    /// The network is another one, or the computer slept: connects again at once.
    void renewLink() {
        var open = link;
        if (open != null) {
            open.renew();
        }
    }

    /// Another machine is only bought if the job can be begun there: with its project, and with all
    /// that it needs.
    private RunOutcome takeUp(InstanceId launched) {
        var outcome = workTerminate(launched, Optional.empty());
        boolean canBegin = AnotherMachine.wasBad(outcome) && isLaunchedForIt() && mayStart();
        var begin = canBegin ? check.again() : Optional.<JobCheck.Checked>empty();
        return begin.isPresent() && another.isDue(outcome)
                ? launchWorkTerminate(begin.get())
                : outcome;
    }

    private RunOutcome launchWorkTerminate() {
        JobCheck.Checked checked;
        try {
            checked = steps.run(Step.PREPARE, check::check);
        } catch (StepFailedException e) {
            return new RunOutcome.NotLaunched(e.problem());
        } catch (StoppedException e) {
            return new RunOutcome.Cancelled(e.during());
        }
        var outcome = launchWorkTerminate(checked);
        return isLaunchedForIt() && another.isDue(outcome) ? launchWorkTerminate(checked) : outcome;
    }

    private RunOutcome launchWorkTerminate(JobCheck.Checked checked) {
        InstanceId id;
        try {
            id = steps.run(Step.LAUNCH, source::take);
        } catch (StepFailedException e) {
            return mayBeBought(e.problem())
                    ? new RunOutcome.Failed(Step.LAUNCH, e.problem())
                    : new RunOutcome.NotLaunched(e.problem());
        } catch (StoppedException e) {
            return new RunOutcome.Cancelled(e.during());
        }
        return workTerminate(id, Optional.of(checked));
    }

    /// Only a refusal says that there is no machine, if there was none before.
    private boolean mayBeBought(Problem why) {
        return why instanceof JobError.LaunchUnconfirmed
                || why instanceof JobError.Internal
                || !record.state().get().discarded().isEmpty();
    }

    private RunOutcome workTerminate(InstanceId id, Optional<JobCheck.Checked> checked) {
        RunOutcome outcome = new RunOutcome.Failed(Step.BOOT, new JobError.Internal("no end"));
        boolean ended = false;
        try {
            outcome = work(id, checked);
            if (outcome instanceof RunOutcome.LeftRunning && !release.leave(id)) {
                outcome = new RunOutcome.Cancelled(record.current().orElse(Step.SCRIPTS));
            }
        } finally {
            if (!(outcome instanceof RunOutcome.LeftRunning)) {
                ended = (isKept(outcome) && release.keep(id)) || release.terminate(id);
            }
        }
        return ended || !(outcome instanceof RunOutcome.Succeeded)
                ? outcome
                : new RunOutcome.Failed(
                        Step.TERMINATE, new JobError.TerminateUnconfirmed(id.value()));
    }

    /// What turned out not to be usable is not kept, unless it ran before.
    private boolean isKept(RunOutcome outcome) {
        boolean isGood = !isLaunchedForIt() || isUsable(outcome);
        boolean isOver =
                outcome instanceof RunOutcome.Failed(_, var why)
                        && (why instanceof JobError.InstanceGone
                                || why instanceof JobError.LimitReached);
        return spec.keepsItsInstance() && isGood && !isOver && !stop.mustTerminate();
    }

    private boolean isUsable(RunOutcome outcome) {
        return record.isDone(Step.CONNECT)
                && !(outcome instanceof RunOutcome.Failed(Step during, _)
                        && during == Step.CHECK_GPU);
    }

    private boolean isLaunchedForIt() {
        return spec.machine().running().isEmpty();
    }

    /// Everything between launch and terminate, watched by the job's limits.
    private RunOutcome work(InstanceId id, Optional<JobCheck.Checked> checked) {
        var state = record.state().get();
        var launchedAt = state.launchedAt().orElseThrow();
        var agreed = state.agreed().end(launchedAt, state.type().orElseThrow().pricePerHour());
        var limits = RunLimits.of(() -> leaseOf(id).orElse(agreed), launchedAt);
        var watch = Thread.ofVirtual().name("job-limits").start(() -> limits.watch(time, stop));
        try (var opened = new MachineLink(id, readiness, record, time)) {
            link = opened;
            return work(id, checked, opened);
        } finally {
            link = null;
            watch.interrupt();
        }
    }

    private Optional<Lease.End> leaseOf(InstanceId id) {
        return fleet.fleet().get().find(id).flatMap(FleetInstance::lease);
    }

    private RunOutcome work(InstanceId id, Optional<JobCheck.Checked> checked, MachineLink opened) {
        var bad = record.failure();
        if (bad.isEmpty() && !record.isDone(Step.SCRIPTS)) {
            bad = makeResults(id, checked, opened);
        }
        return bad.isPresent() && !mayHaveResults(bad.get())
                ? bad.get()
                : download(new Results(spec, opened, folder, record, time), bad);
    }

    /// @return why there may be none, or not all
    private Optional<RunOutcome> makeResults(
            InstanceId id, Optional<JobCheck.Checked> checked, MachineLink opened) {
        var machine = new MachineWork(spec, opened, folder, output, record);
        try {
            steps.unlessDone(Step.BOOT, () -> boot(id));
            steps.unlessDone(Step.CONNECT, () -> connect(opened));
            var begin = checked.isPresent() ? checked : check.again();
            checkGpu(opened, begin);
            steps.unlessDone(Step.UPLOAD, () -> upload(machine, begin));
            runCommands(machine, begin);
            return Optional.empty();
        } catch (StepFailedException e) {
            return Optional.of(new RunOutcome.Failed(e.during(), e.problem()));
        } catch (StoppedException e) {
            return Optional.of(stopped(e.during()));
        }
    }

    /// What scripts made is brought back, unless the user wants the machine gone.
    private static boolean mayHaveResults(RunOutcome bad) {
        return bad instanceof RunOutcome.Failed(Step during, Problem why)
                && during == Step.SCRIPTS
                && !(why instanceof JobError.InstanceGone);
    }

    private void boot(InstanceId id) throws Exception {
        var instance = readiness.awaitActive(id, spec.limits().boot());
        var ip = instance.ip().orElse("");
        record.address(ip);
        record.note(Step.BOOT, new StepNote.Address(ip));
    }

    private void connect(MachineLink opened) throws Exception {
        record.note(Step.CONNECT, new StepNote.HostKey(opened.open().hostKeyFingerprint()));
    }

    private void checkGpu(MachineLink opened, Optional<JobCheck.Checked> begin)
            throws StepFailedException, StoppedException {
        var look = new GpuCheckStep(opened, record, time);
        if (look.isNeeded(spec.gpuCheck())) {
            steps.unlessDone(Step.CHECK_GPU, () -> look.check(begin));
        }
    }

    private static void upload(MachineWork machine, Optional<JobCheck.Checked> checked)
            throws Exception {
        if (checked.isEmpty()) {
            throw new JobException(new JobError.NotStarted());
        }
        machine.upload(checked.get().files());
    }

    /// A run that was taken up may have begun already: then nothing is begun here.
    private void runCommands(MachineWork machine, Optional<JobCheck.Checked> checked)
            throws StepFailedException, StoppedException {
        var first = Step.SET_UP;
        if (checked.filter(c -> c.plan().needsNothing()).isPresent()) {
            record.skipped(Step.SET_UP);
            first = Step.SCRIPTS;
        }
        var plan =
                checked.filter(_ -> mayStart()).map(c -> JobPlan.of(spec, c.plan(), asksTorch(c)));
        steps.from(
                first,
                () -> {
                    var problem = machine.work(plan, this::endsWithUs);
                    if (problem.isPresent()) {
                        throw new StepProblemException(problem.get());
                    }
                });
    }

    /// Scripts that are left to themselves go on; all others end, with their machine or before the
    /// next ones come.
    private boolean endsWithUs() {
        return stop.limit().isPresent()
                || (spec.keepsItsInstance() && !stop.isLeft() && !stop.mustTerminate());
    }

    private boolean asksTorch(JobCheck.Checked checked) {
        boolean hasGpu = record.state().get().type().filter(t -> t.gpus() > 0).isPresent();
        return hasGpu && spec.gpuCheck() != GpuCheck.SKIP && checked.needs().mayWantTorch();
    }

    /// Hidden values are not kept: a run that was taken up has lost them.
    private boolean mayStart() {
        return !isTakenUp || spec.variables().stream().noneMatch(Variable::hidden);
    }

    /// Results that are lost are worse news than a script that failed.
    private RunOutcome download(Results results, Optional<RunOutcome> bad) {
        if (spec.results().isEmpty()) {
            record.skipped(Step.DOWNLOAD);
            return bad.orElseGet(RunOutcome.Succeeded::new);
        }
        stop.workIsDone();
        try {
            steps.unlessDone(Step.DOWNLOAD, () -> bring(results));
            return bad.orElseGet(RunOutcome.Succeeded::new);
        } catch (StepFailedException e) {
            var failed = new RunOutcome.Failed(e.during(), e.problem());
            return e.problem() instanceof JobError.ResultsIncomplete ? failed : bad.orElse(failed);
        } catch (StoppedException e) {
            var how = stopped(e.during());
            return how instanceof RunOutcome.LeftRunning ? how : bad.orElse(how);
        }
    }

    private void bring(Results results) throws StepProblemException, InterruptedException {
        try {
            results.bring();
        } catch (InterruptedException e) {
            var limit = stop.limit();
            if (limit.isPresent()) {
                throw results.cutShort(new JobError.LimitReached(limit.get()));
            }
            throw e;
        }
    }

    private RunOutcome stopped(Step during) {
        if (stop.isLeft()) {
            return new RunOutcome.LeftRunning(during);
        }
        return stop.limit()
                .<RunOutcome>map(
                        limit -> new RunOutcome.Failed(during, new JobError.LimitReached(limit)))
                .orElseGet(() -> new RunOutcome.Cancelled(during));
    }
}
