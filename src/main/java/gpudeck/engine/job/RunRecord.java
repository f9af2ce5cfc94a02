package gpudeck.engine.job;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Problem;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.Contact;
import gpudeck.domain.job.Discarded;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Time;
import gpudeck.store.StoreException;
import gpudeck.store.journal.RunJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a run has done so far: every change is published, every change of a step is journalled. Any
/// thread: a transfer reports from its own.
final class RunRecord {

    private static final Logger LOG = LoggerFactory.getLogger(RunRecord.class);

    /// A transfer says how far it is more often than anybody looks.
    private static final Duration BETWEEN_NOTES = Duration.ofMillis(100);

    private final RunId id;
    private final JobSpec spec;
    private final Instant startedAt;
    private final Signal<RunState> state;
    private final RunSteps steps;
    private final ScriptProgress progress;
    private final RunJournal journal;
    private final Path folder;
    private final Time time;
    private Optional<InstanceType> type = Optional.empty();
    private Optional<String> region = Optional.empty();
    private Optional<InstanceId> instance = Optional.empty();
    private Optional<String> ip = Optional.empty();
    private Optional<Instant> launchedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private List<Discarded> discarded = List.of();
    private int resultFiles;
    private Optional<Contact> contact = Optional.empty();
    private Optional<GpuUse> gpuUse = Optional.empty();
    private Optional<RunOutcome> outcome = Optional.empty();
    private Instant lastHeard;
    private Instant notedAt = Instant.EPOCH;

    /// @param begun a run that begins now, or one that is taken up as it was last saved
    RunRecord(RunState begun, RunJournal journal, Path folder, Time time) {
        this.id = begun.id();
        this.spec = begun.spec();
        this.startedAt = begun.startedAt();
        this.steps = new RunSteps(begun.steps());
        this.progress = new ScriptProgress(begun.progress().loss());
        this.type = begun.type();
        this.region = begun.region();
        this.instance = begun.instance();
        this.ip = begun.ip();
        this.launchedAt = begun.launchedAt();
        this.discarded = begun.discarded();
        this.resultFiles = begun.resultFiles();
        this.gpuUse = begun.gpuUse();
        this.lastHeard = time.now();
        this.state = new Signal<>(begun);
        this.journal = journal;
        this.folder = folder;
        this.time = time;
    }

    Signal<RunState> state() {
        return state;
    }

    /// Writes the run down for the first time.
    ///
    /// @throws StoreException if that fails: nothing may be bought then
    void begin() throws StoreException {
        journal.save(state.get(), folder);
    }

    synchronized void enter(Step step) {
        notedAt = Instant.EPOCH;
        steps.enter(step, time.now());
        publishAndSave();
    }

    /// The same, unless the step was entered before.
    void enterOnce(Step step) {
        enterOnce(step, time.now());
    }

    /// @param at by the machine's clock
    synchronized void enterOnce(Step step, Instant at) {
        if (steps.isWaiting(step)) {
            steps.enter(step, plausible(at));
            publishAndSave();
        }
    }

    Time time() {
        return time;
    }

    /// The machine's clock may be any.
    private Instant plausible(Instant at) {
        var now = time.now();
        var first = launchedAt.orElse(startedAt);
        return at.isBefore(first) || at.isAfter(now) ? now : at;
    }

    /// Says more about the step, if it is under way.
    synchronized void note(Step step, StepNote note) {
        if (steps.isRunning(step)) {
            steps.note(step, note);
            publish();
        }
    }

    /// The same of a transfer, which is a sign of life as well. Such notes come in thousands: some
    /// of them are passed over.
    synchronized void transferred(Step step, StepNote note) {
        var now = time.now();
        if (!notedAt.plus(BETWEEN_NOTES).isAfter(now)) {
            notedAt = now;
            lastHeard = now;
            contact = Optional.of(new Contact.Heard(now));
            note(step, note);
        }
    }

    /// With the last thing that was said about it.
    synchronized void done(Step step) {
        steps.done(step, time.now());
        publishAndSave();
    }

    /// The same, if it is under way.
    ///
    /// @param at by the machine's clock
    synchronized void done(Step step, Instant at) {
        if (steps.isRunning(step)) {
            steps.done(step, plausible(at));
            publishAndSave();
        }
    }

    synchronized void failed(Step step, Problem why) {
        steps.failed(step, time.now(), why);
        publishAndSave();
    }

    synchronized void cancelled(Step step) {
        steps.cancelled(step, time.now());
        publishAndSave();
    }

    synchronized void skipped(Step step) {
        steps.skipped(step);
        publishAndSave();
    }

    synchronized boolean isDone(Step step) {
        return steps.isDone(step);
    }

    synchronized Optional<Step> current() {
        return state.get().current();
    }

    /// Why a run that was taken up may have no results, or not all.
    synchronized Optional<RunOutcome> failure() {
        return steps.failure();
    }

    synchronized void launched(InstanceId id, InstanceType launchedType, String place, Instant at) {
        instance = Optional.of(id);
        type = Optional.of(launchedType);
        region = Optional.of(place);
        launchedAt = Optional.of(at);
        publishAndSave();
    }

    /// The run goes on on an instance that runs already.
    ///
    /// @throws JobException if another run is there: this one is nowhere then
    synchronized void occupy(InstanceId there, InstanceType itsType, String place)
            throws JobException {
        var alone = state.get();
        instance = Optional.of(there);
        type = Optional.of(itsType);
        region = Optional.of(place);
        launchedAt = Optional.of(time.now());
        var other = occupant();
        if (other.isPresent()) {
            instance = alone.instance();
            launchedAt = alone.launchedAt();
            var run = other.get().id().shortForm();
            throw new JobException(new JobError.Occupied(there.value(), run));
        }
        publish();
    }

    private Optional<RunState> occupant() throws JobException {
        try {
            return journal.occupy(now(), folder);
        } catch (StoreException e) {
            throw new JobException(e.error(), e);
        }
    }

    synchronized void address(String address) {
        ip = Optional.of(address);
        publish();
    }

    /// The machine gave a sign of life.
    synchronized void heard() {
        lastHeard = time.now();
        contact = Optional.of(new Contact.Heard(lastHeard));
        publish();
    }

    synchronized Instant lastHeard() {
        return lastHeard;
    }

    /// The link is being made anew.
    synchronized void contactLost(Instant since, int attempts, Instant next) {
        contact = Optional.of(new Contact.Lost(since, attempts, next));
        publish();
    }

    /// From here on nobody listens to the machine.
    synchronized void contactOver() {
        contact = Optional.empty();
        publish();
    }

    synchronized void gpusUsed(GpuUse use) {
        gpuUse = Optional.of(use);
        publish();
    }

    /// @return false if it was passed over: scripts may say it more often than anybody looks
    synchronized boolean progressed(Progress to) {
        if (progress.isTooSoon(time.now())) {
            return false;
        }
        progressedTo(to);
        return true;
    }

    synchronized void progressedTo(Progress to) {
        progress.is(to, time.now());
        publish();
    }

    synchronized void scriptOver() {
        progress.scriptOver();
        publish();
    }

    synchronized void results(int files) {
        resultFiles = files;
        publish();
    }

    /// The end of its instance is proved.
    synchronized void instanceEnded(Instant at) {
        endedAt = Optional.of(at);
        publish();
    }

    /// Its instance runs on: what it costs from here on is not this run's.
    synchronized void instanceKept() {
        endedAt = Optional.of(time.now());
        publish();
    }

    /// Its instance was not what was bought, and its end is proved: the run goes on as one that has
    /// launched nothing yet. What the instance was is kept.
    synchronized void discard(Problem why) {
        var all = new ArrayList<>(discarded);
        all.add(
                new Discarded(
                        instance.orElseThrow(),
                        type.orElseThrow(),
                        region.orElseThrow(),
                        launchedAt.orElseThrow(),
                        endedAt.orElseThrow(),
                        why));
        discarded = List.copyOf(all);
        instance = Optional.empty();
        type = Optional.empty();
        region = Optional.empty();
        ip = Optional.empty();
        launchedAt = Optional.empty();
        endedAt = Optional.empty();
        contact = Optional.empty();
        gpuUse = Optional.empty();
        progress.forget();
        steps.again();
        publishAndSave();
    }

    /// The last change. Steps that were never reached are skipped.
    synchronized void over(RunOutcome end) {
        if (!(end instanceof RunOutcome.LeftRunning)) {
            steps.over();
        }
        contact = Optional.empty();
        progress.runOver();
        if (instance.isEmpty()) {
            endedAt = Optional.of(time.now());
        }
        outcome = Optional.of(end);
        publishAndSave();
    }

    private void publishAndSave() {
        publish();
        save();
    }

    private void publish() {
        state.publish(now());
    }

    private RunState now() {
        return new RunState(
                id,
                spec,
                steps.states(),
                startedAt,
                type,
                region,
                instance,
                ip,
                launchedAt,
                endedAt,
                discarded,
                resultFiles,
                contact,
                gpuUse,
                progress.now(),
                outcome);
    }

    /// A journal that fails must not end a job that is paid for.
    private void save() {
        try {
            journal.save(state.get(), folder);
        } catch (StoreException e) {
            LOG.error("Run {} could not be written down", id, e);
        }
    }
}
