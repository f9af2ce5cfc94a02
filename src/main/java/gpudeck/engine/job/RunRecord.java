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
import gpudeck.domain.job.StepState;
import gpudeck.engine.Time;
import gpudeck.store.StoreException;
import gpudeck.store.journal.RunJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
    private final Map<Step, StepState> steps = new EnumMap<>(Step.class);
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
    private Progress progress = Progress.NONE;
    private OptionalDouble lastLoss;
    private Optional<RunOutcome> outcome = Optional.empty();
    private Instant lastHeard;
    private Instant notedAt = Instant.EPOCH;
    private Instant progressedAt = Instant.EPOCH;

    /// @param begun a run that begins now, or one that is taken up as it was last saved
    RunRecord(RunState begun, RunJournal journal, Path folder, Time time) {
        this.id = begun.id();
        this.spec = begun.spec();
        this.startedAt = begun.startedAt();
        this.steps.putAll(begun.steps());
        this.type = begun.type();
        this.region = begun.region();
        this.instance = begun.instance();
        this.ip = begun.ip();
        this.launchedAt = begun.launchedAt();
        this.discarded = begun.discarded();
        this.resultFiles = begun.resultFiles();
        this.gpuUse = begun.gpuUse();
        this.lastLoss = begun.progress().loss();
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
        steps.put(step, new StepState.Running(time.now(), new StepNote.None()));
        notedAt = Instant.EPOCH;
        publish();
        save();
    }

    /// The same, unless the step was entered before.
    void enterOnce(Step step) {
        enterOnce(step, time.now());
    }

    /// @param at by the machine's clock
    synchronized void enterOnce(Step step, Instant at) {
        if (steps.get(step) instanceof StepState.Waiting) {
            steps.put(step, new StepState.Running(plausible(at), new StepNote.None()));
            publish();
            save();
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
        if (steps.get(step) instanceof StepState.Running(Instant since, _)) {
            steps.put(step, new StepState.Running(since, note));
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
        var said =
                steps.get(step) instanceof StepState.Running(_, StepNote note)
                        ? note
                        : new StepNote.None();
        leave(step, new StepState.Done(since(step), time.now(), said));
    }

    /// The same, if it is under way.
    ///
    /// @param at by the machine's clock
    synchronized void done(Step step, Instant at) {
        if (steps.get(step) instanceof StepState.Running(Instant since, StepNote note)) {
            var until = plausible(at);
            leave(step, new StepState.Done(since, until.isBefore(since) ? since : until, note));
        }
    }

    synchronized void failed(Step step, Problem why) {
        leave(step, new StepState.Failed(since(step), time.now(), why));
    }

    synchronized void cancelled(Step step) {
        leave(step, new StepState.Cancelled(since(step), time.now()));
    }

    synchronized void skipped(Step step) {
        leave(step, new StepState.Skipped());
    }

    private void leave(Step step, StepState end) {
        steps.put(step, end);
        publish();
        save();
    }

    synchronized boolean isDone(Step step) {
        return steps.get(step) instanceof StepState.Done;
    }

    synchronized Optional<Step> current() {
        return state.get().current();
    }

    /// Why a run that was taken up may have no results, or not all.
    synchronized Optional<RunOutcome> failure() {
        return steps.entrySet().stream()
                .filter(e -> e.getValue() instanceof StepState.Failed)
                .findFirst()
                .map(e ->
                        new RunOutcome.Failed(e.getKey(), ((StepState.Failed) e.getValue()).why()));
    }

    private Instant since(Step step) {
        return switch (steps.get(step)) {
            case StepState.Running(Instant since, _) -> since;
            case null, default -> time.now();
        };
    }

    synchronized void launched(InstanceId id, InstanceType launchedType, String place, Instant at) {
        instance = Optional.of(id);
        type = Optional.of(launchedType);
        region = Optional.of(place);
        launchedAt = Optional.of(at);
        publish();
        save();
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

    /// Scripts may say it more often than anybody looks.
    ///
    /// @return false if it was passed over
    synchronized boolean progressed(Progress to) {
        var at = time.now();
        if (progressedAt.plus(BETWEEN_NOTES).isAfter(at)) {
            return false;
        }
        progressedAt = at;
        progressedTo(to);
        return true;
    }

    synchronized void progressedTo(Progress to) {
        progress = to;
        if (to.loss().isPresent()) {
            lastLoss = to.loss();
        }
        publish();
    }

    /// The next one begins anew. Of what they said the last loss is kept.
    synchronized void scriptOver() {
        progressedTo(Progress.NONE);
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
        progress = Progress.NONE;
        lastLoss = OptionalDouble.empty();
        for (var step : EnumSet.complementOf(EnumSet.of(Step.PREPARE))) {
            steps.put(step, new StepState.Waiting());
        }
        publish();
        save();
    }

    /// The last change. Steps that were never reached are skipped.
    synchronized void over(RunOutcome end) {
        if (!(end instanceof RunOutcome.LeftRunning)) {
            steps.replaceAll(
                    (_, s) -> s instanceof StepState.Waiting ? new StepState.Skipped() : s);
        }
        contact = Optional.empty();
        progress = Progress.last(lastLoss);
        if (instance.isEmpty()) {
            endedAt = Optional.of(time.now());
        }
        outcome = Optional.of(end);
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
                steps,
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
                progress,
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
