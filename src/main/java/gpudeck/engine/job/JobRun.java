package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Lease;
import gpudeck.domain.Problem;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.SshError;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Readiness;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job from launch to terminate. Whatever happens after the launch, the instance is terminated.
public final class JobRun {

    /// From then on the fleet goes on ending it alone, and shows that it does.
    static final Duration TERMINATE_LIMIT = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final JobSpec spec;
    private final RunFolder folder;
    private final RunOutput output;
    private final RunRecord record;
    private final JobCheck check;
    private final JobLaunch launch;
    private final FleetService fleet;
    private final Readiness readiness;
    private final Time time;
    private final Consumer<JobRun> whenOver;
    private final StopSwitch stop = new StopSwitch();

    /// @param whenOver told once, after the last change of the state
    JobRun(
            JobSpec spec,
            RunFolder folder,
            RunOutput output,
            RunRecord record,
            JobCheck check,
            JobLaunch launch,
            FleetService fleet,
            Readiness readiness,
            Time time,
            Consumer<JobRun> whenOver) {
        this.spec = spec;
        this.folder = folder;
        this.output = output;
        this.record = record;
        this.check = check;
        this.launch = launch;
        this.fleet = fleet;
        this.readiness = readiness;
        this.time = time;
        this.whenOver = whenOver;
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

    /// Does the job on the calling thread, once. Interrupting that thread is the same as [#cancel].
    public RunOutcome run() {
        stop.attach();
        RunOutcome outcome = new RunOutcome.Failed(Step.PREPARE, new JobError.Internal("no end"));
        try {
            outcome = launchWorkTerminate();
        } finally {
            stop.turnOff();
            record.over(outcome);
            whenOver.accept(this);
        }
        return outcome;
    }

    /// Stops what the job does and lets it terminate its instance. Returns at once.
    public void cancel() {
        stop.cancel();
    }

    private RunOutcome launchWorkTerminate() {
        JobCheck.Checked checked;
        InstanceId id;
        try {
            checked = step(Step.PREPARE, check::check);
            id = step(Step.LAUNCH, launch::launch);
        } catch (StepFailedException e) {
            return mayBeBought(e)
                    ? new RunOutcome.Failed(Step.LAUNCH, e.problem())
                    : new RunOutcome.NotLaunched(e.problem());
        } catch (StoppedException e) {
            return new RunOutcome.Cancelled(e.during());
        }
        RunOutcome outcome = new RunOutcome.Failed(Step.BOOT, new JobError.Internal("no end"));
        boolean ended = false;
        try {
            outcome = work(id, checked);
        } finally {
            ended = terminate(id);
        }
        return ended || !(outcome instanceof RunOutcome.Succeeded)
                ? outcome
                : new RunOutcome.Failed(
                        Step.TERMINATE, new JobError.TerminateUnconfirmed(id.value()));
    }

    /// Only a refusal says that there is no machine.
    private static boolean mayBeBought(StepFailedException e) {
        return e.during() == Step.LAUNCH
                && (e.problem() instanceof JobError.LaunchUnconfirmed
                        || e.problem() instanceof JobError.Internal);
    }

    /// Everything between launch and terminate, watched by the job's limits.
    private RunOutcome work(InstanceId id, JobCheck.Checked checked) {
        var state = record.state().get();
        var launchedAt = state.launchedAt().orElseThrow();
        var agreed =
                spec.limits().agreed().end(launchedAt, state.type().orElseThrow().pricePerHour());
        var limits = RunLimits.of(() -> leaseOf(id).orElse(agreed), launchedAt);
        var watch = Thread.ofVirtual().name("job-limits").start(() -> limits.watch(time, stop));
        try (var link = new MachineLink(id, readiness)) {
            return work(id, checked, link);
        } finally {
            watch.interrupt();
        }
    }

    private Optional<Lease.End> leaseOf(InstanceId id) {
        return fleet.fleet().get().find(id).flatMap(FleetInstance::lease);
    }

    private RunOutcome work(InstanceId id, JobCheck.Checked checked, MachineLink link) {
        var machine = new MachineWork(spec, link, folder, output, record, time);
        Optional<RunOutcome> bad = Optional.empty();
        try {
            step(Step.BOOT, () -> boot(id));
            step(Step.CONNECT, () -> connect(link));
            step(
                    Step.UPLOAD,
                    () -> {
                        machine.upload(checked.files());
                        return true;
                    });
            setUp(machine, checked.plan());
            runScripts(machine, checked.plan());
        } catch (StepFailedException e) {
            bad = Optional.of(new RunOutcome.Failed(e.during(), e.problem()));
        } catch (StoppedException e) {
            bad = Optional.of(stopped(e.during()));
        }
        return bad.isPresent() && !mayHaveResults(bad.get())
                ? bad.get()
                : download(new Results(spec, link, folder, record, time), bad);
    }

    /// What scripts made is brought back, unless the user wants the machine gone.
    private static boolean mayHaveResults(RunOutcome bad) {
        return bad instanceof RunOutcome.Failed(Step during, Problem why)
                && during == Step.SCRIPTS
                && !(why instanceof JobError.InstanceGone);
    }

    private boolean boot(InstanceId id) throws Exception {
        var instance = readiness.awaitActive(id, spec.limits().boot());
        var ip = instance.ip().orElse("");
        record.address(ip);
        record.note(Step.BOOT, new StepNote.Address(ip));
        return true;
    }

    private boolean connect(MachineLink link) throws Exception {
        record.note(Step.CONNECT, new StepNote.HostKey(link.open().hostKeyFingerprint()));
        return true;
    }

    private void setUp(MachineWork machine, SetUpPlan plan)
            throws StepFailedException, StoppedException {
        if (plan.needsNothing()) {
            record.skipped(Step.SET_UP);
            return;
        }
        step(
                Step.SET_UP,
                () -> {
                    machine.setUp(plan);
                    return true;
                });
    }

    private void runScripts(MachineWork machine, SetUpPlan plan)
            throws StepFailedException, StoppedException {
        step(
                Step.SCRIPTS,
                () -> {
                    var problem = machine.runScripts(plan);
                    if (problem.isPresent()) {
                        throw new StepProblemException(problem.get());
                    }
                    return true;
                });
    }

    /// Results that are lost are worse news than a script that failed.
    private RunOutcome download(Results results, Optional<RunOutcome> bad) {
        if (spec.results().isEmpty()) {
            record.skipped(Step.DOWNLOAD);
            return bad.orElseGet(RunOutcome.Succeeded::new);
        }
        stop.workIsDone();
        try {
            step(Step.DOWNLOAD, () -> bring(results));
            return bad.orElseGet(RunOutcome.Succeeded::new);
        } catch (StepFailedException e) {
            var failed = new RunOutcome.Failed(e.during(), e.problem());
            return e.problem() instanceof JobError.ResultsIncomplete ? failed : bad.orElse(failed);
        } catch (StoppedException e) {
            return bad.orElseGet(() -> stopped(e.during()));
        }
    }

    private boolean bring(Results results) throws StepProblemException, InterruptedException {
        try {
            results.bring();
            return true;
        } catch (InterruptedException e) {
            var limit = stop.limit();
            if (limit.isPresent()) {
                throw results.cutShort(new JobError.LimitReached(limit.get()));
            }
            throw e;
        }
    }

    private RunOutcome stopped(Step during) {
        return stop.limit()
                .<RunOutcome>map(
                        limit -> new RunOutcome.Failed(during, new JobError.LimitReached(limit)))
                .orElseGet(() -> new RunOutcome.Cancelled(during));
    }

    /// Ends the instance and waits for the proof. Nothing interrupts that.
    ///
    /// @return whether the end is proved; if not, the fleet goes on with it
    private boolean terminate(InstanceId id) {
        stop.turnOff();
        record.enter(Step.TERMINATE);
        fleet.terminate(List.of(id));
        var until = time.now().plus(TERMINATE_LIMIT);
        int asked = -1;
        while (true) {
            var now = fleet.fleet().get().find(id);
            var endedAt = now.flatMap(FleetInstance::endedAt);
            if (endedAt.isPresent()) {
                record.instanceEnded(endedAt.get());
                record.note(Step.TERMINATE, new StepNote.None());
                record.done(Step.TERMINATE);
                return true;
            }
            int times = now.flatMap(FleetInstance::ending).map(Ending::asked).orElse(0);
            if (times != asked) {
                asked = times;
                record.note(Step.TERMINATE, new StepNote.Ending(asked));
            }
            if (!time.now().isBefore(until)) {
                LOG.warn("The end of {} is not proved after {}", id, TERMINATE_LIMIT);
                record.failed(Step.TERMINATE, new JobError.TerminateUnconfirmed(id.value()));
                return false;
            }
            pauseAllTheSame();
        }
    }

    private void pauseAllTheSame() {
        try {
            time.pause(BETWEEN_LOOKS);
        } catch (InterruptedException _) {
            LOG.debug("Interrupted while ending an instance; going on with it");
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws Exception;
    }

    /// Does one step and records how it went.
    private <T> T step(Step step, Work<T> work) throws StepFailedException, StoppedException {
        record.enter(step);
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException("before " + step);
            }
            T result = work.run();
            record.done(step);
            return result;
        } catch (InterruptedException _) {
            throw stoppedDuring(step);
        } catch (Exception e) {
            var problem = whyItBroke(Problems.of(e));
            if (problem instanceof JobError.Internal) {
                LOG.error("Run {} met a bug in {}", id(), step, e);
            } else {
                LOG.info("Run {} failed in {}: {}", id(), step, problem);
            }
            record.failed(step, problem);
            throw new StepFailedException(step, problem, e);
        }
    }

    /// A link that broke may be a machine that is gone.
    private Problem whyItBroke(Problem problem) {
        var instance = record.state().get().instance();
        if (!(problem instanceof SshError.ConnectionLost) || instance.isEmpty()) {
            return problem;
        }
        try {
            fleet.refresh();
            readiness.look(instance.get());
            return problem;
        } catch (JobException e) {
            return e.error();
        } catch (CloudException e) {
            return problem;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return problem;
        }
    }

    private StoppedException stoppedDuring(Step step) {
        var limit = stop.limit();
        if (limit.isPresent()) {
            record.failed(step, new JobError.LimitReached(limit.get()));
        } else {
            record.cancelled(step);
        }
        return new StoppedException(step);
    }
}
