package gpudeck.viewmodel.job;

import gpudeck.domain.ByteCount;
import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.RunningJob;
import gpudeck.viewmodel.Status;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.console.ConsoleSelection;
import gpudeck.viewmodel.console.ConsoleViewModel;
import gpudeck.viewmodel.custody.LeaseLeft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One job of this session, under way or over.
public final class JobViewModel {

    private final RunningJob job;
    private final JobMachines machines;
    private final InstantSource clock;
    private final List<StepRow> steps = Arrays.stream(Step.values()).map(StepRow::new).toList();
    private final JobEvents events;
    private final ConsoleViewModel console;
    private final GpuViewModel gpus;
    private final ProgressViewModel progress;
    private final ReadOnlyObjectWrapper<RunState> state;
    private final ReadOnlyStringWrapper elapsed = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Cents> cost = new ReadOnlyObjectWrapper<>(Cents.ZERO);
    private final ReadOnlyObjectWrapper<Optional<Cents>> atMost =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<LeaseLeft> leaseLeft =
            new ReadOnlyObjectWrapper<>(LeaseLeft.NOTHING);
    private final ReadOnlyObjectWrapper<Optional<InstanceId>> kept =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> ending =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<CostShare>> shares =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Status>> contact =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper cancelling = new ReadOnlyBooleanWrapper();
    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> notice =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    JobViewModel(
            RunningJob job,
            JobOutput output,
            Messages messages,
            JobMachines machines,
            InstantSource clock,
            Background background) {
        this.job = job;
        this.machines = machines;
        this.clock = clock;
        this.background = background;
        this.events = new JobEvents(messages);
        this.console = new ConsoleViewModel(output.console(), events.lines(), background);
        this.gpus = new GpuViewModel(output.gpus());
        this.progress = new ProgressViewModel(output.losses());
        this.state = new ReadOnlyObjectWrapper<>(job.stateProperty().get());
        job.stateProperty().addListener((_, _, now) -> follow(now));
        follow(job.stateProperty().get());
    }

    private void follow(RunState now) {
        events.follow(now, clock.instant());
        steps.forEach(s -> s.show(now, clock.instant()));
        state.set(now);
        tick();
    }

    /// Brings the times up to date.
    void tick() {
        var now = clock.instant();
        var run = state.get();
        elapsed.set(new TimeSpan(Duration.between(run.startedAt(), end(run, now))).clock());
        cost.set(run.costSoFar(now));
        gpus.tick(run);
        progress.tick(run, now);
        contact.set(run.contact().map(c -> ContactStatus.of(c, now)));
        tickMachine(run, now);
        steps.forEach(s -> s.show(run, now));
        var costs = CostShare.of(run, now);
        if (!costs.equals(shares.get())) {
            shares.set(costs);
        }
    }

    private void tickMachine(RunState run, Instant now) {
        var machine =
                run.instance()
                        .filter(_ -> !run.isOver() || run.isInstanceKept())
                        .flatMap(machines::find);
        kept.set(machine.filter(m -> run.isOver() && machines.isFree(m)).map(FleetInstance::id));
        ending.set(run.outcome().map(outcome -> JobEnding.of(run, outcome, machine, now)));
        var since = run.launchedAt();
        var lease = machine.filter(_ -> since.isPresent()).flatMap(FleetInstance::lease);
        leaseLeft.set(
                lease.map(end -> LeaseLeft.of(end, since.orElseThrow(), now))
                        .orElse(LeaseLeft.NOTHING));
        atMost.set(
                run.type()
                        .map(InstanceType::pricePerHour)
                        .flatMap(price ->
                                lease.filter(_ -> !run.isOver())
                                        .map(end -> Duration.between(since.orElseThrow(), end.at()))
                                        .map(price::perHourOver)
                                        .map(run.costOfDiscarded()::plus)
                                        .or(() -> agreed(run, price))));
    }

    /// Empty if its machine had a lease already.
    private static Optional<Cents> agreed(RunState run, Cents price) {
        return run.spec().machine().running().isPresent()
                ? Optional.empty()
                : Optional.of(
                        price.perHourOver(run.agreed().length(price)).plus(run.costOfDiscarded()));
    }

    private static Instant end(RunState run, Instant now) {
        return run.isOver() ? run.endedAt().orElse(now) : now;
    }

    public String name() {
        return job.stateProperty().get().spec().name();
    }

    public ReadOnlyObjectProperty<RunState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public List<StepRow> steps() {
        return steps;
    }

    public long stepsDone() {
        return steps.stream().filter(s -> s.phaseProperty().get() == StepRow.Phase.DONE).count();
    }

    public ConsoleViewModel console() {
        return console;
    }

    public GpuViewModel gpus() {
        return gpus;
    }

    public ProgressViewModel progress() {
        return progress;
    }

    public Path folder() {
        return job.folder();
    }

    /// Where the console's bytes are, complete.
    public Path consoleFolder() {
        return job.folder().resolve("console");
    }

    /// What came of the last thing the user asked for here.
    public ReadOnlyObjectProperty<Optional<UserMessage>> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /// Writes the lines of the tab that is shown into a file.
    public void saveLines(Path file) {
        var ring = console.ring();
        background.run(
                () -> Files.writeString(file, ConsoleSelection.all(ring).text(ring)),
                saved -> notice.set(Optional.of(UserMessage.of("console.saved", saved))),
                problem ->
                        notice.set(
                                Optional.of(
                                        UserMessage.of(
                                                "console.notSaved",
                                                file,
                                                String.valueOf(problem.getMessage())))));
    }

    /// `1:12:00`
    public ReadOnlyStringProperty elapsedProperty() {
        return elapsed.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Cents> costProperty() {
        return cost.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<CostShare>> sharesProperty() {
        return shares.getReadOnlyProperty();
    }

    /// What the job costs if it runs until its lease ends; empty while its machine is not known.
    public ReadOnlyObjectProperty<Optional<Cents>> atMostProperty() {
        return atMost.getReadOnlyProperty();
    }

    /// Whether its machine is heard of; empty while nobody listens.
    public ReadOnlyObjectProperty<Optional<Status>> contactProperty() {
        return contact.getReadOnlyProperty();
    }

    /// Of its machine; nothing before there is one, and after the end.
    public ReadOnlyObjectProperty<LeaseLeft> leaseLeftProperty() {
        return leaseLeft.getReadOnlyProperty();
    }

    /// The machine that it kept, while another job could begin there.
    public ReadOnlyObjectProperty<Optional<InstanceId>> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /// Cancel was asked for, and the job is not over yet.
    public ReadOnlyBooleanProperty cancellingProperty() {
        return cancelling.getReadOnlyProperty();
    }

    public UserMessage word() {
        return JobWords.state(state.get());
    }

    /// Green while scripts run: the job does what it is paid for.
    public Tone tone() {
        var run = state.get();
        return run.outcome()
                .map(JobViewModel::tone)
                .orElseGet(() -> {
                    if (run.step(Step.LAUNCH)
                            instanceof StepState.Running(_, StepNote.WaitingForCapacity _)) {
                        return Tone.MUTED;
                    }
                    if (run.step(Step.DOWNLOAD)
                            instanceof StepState.Running(_, StepNote.HoldingResults _)) {
                        return Tone.WARNING;
                    }
                    return run.current().filter(s -> s == Step.SCRIPTS).isPresent()
                            ? Tone.SUCCESS
                            : Tone.ACCENT;
                });
    }

    private static Tone tone(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Succeeded _ -> Tone.SUCCESS;
            case RunOutcome.Failed(_, JobError.LimitReached _) -> Tone.WARNING;
            case RunOutcome.Failed _ -> Tone.DANGER;
            case RunOutcome.LeftRunning _, RunOutcome.Interrupted _ -> Tone.WARNING;
            case RunOutcome.Cancelled _, RunOutcome.NotLaunched _ -> Tone.MUTED;
        };
    }

    /// `1× H100 80 GB PCIe in us-west-3`, as far as it is known.
    public UserMessage place() {
        var run = state.get();
        return run.type()
                .map(t -> UserMessage.of("job.place", t.words(), run.region().orElse("–")))
                .orElseGet(() ->
                        UserMessage.of("job.place.wanted", String.join(", ", run.spec().types())));
    }

    /// How it ended, in sentences that name the money, also that which its machine goes on to cost;
    /// empty while it goes on.
    public ReadOnlyObjectProperty<Optional<UserMessage>> endingProperty() {
        return ending.getReadOnlyProperty();
    }

    /// The transfer under way, if one is: it is all that is known for certain about progress.
    public Optional<UserMessage> transfer() {
        var run = state.get();
        return run.current()
                .flatMap(step ->
                        run.step(step) instanceof StepState.Running(_, StepNote.Transfer t)
                                ? Optional.of(transfer(step, t))
                                : Optional.empty());
    }

    private static UserMessage transfer(Step step, StepNote.Transfer now) {
        var at =
                UserMessage.of(
                        "job.transfer." + step.name(),
                        now.files(),
                        now.totalFiles(),
                        new ByteCount(now.bytes()),
                        new ByteCount(now.totalBytes()));
        return now.left()
                .map(left ->
                        UserMessage.of(
                                "job.transfer.left",
                                at,
                                new ByteCount(now.perSecond()),
                                new TimeSpan(left)))
                .orElse(at);
    }

    /// What is lost and what is saved by cancelling now.
    public UserMessage cancelQuestion() {
        var run = state.get();
        return run.type()
                .filter(_ -> run.launchedAt().isPresent())
                .map(t ->
                        UserMessage.of(
                                canKeepMachine() ? "job.cancel.text.keep" : "job.cancel.text",
                                t.pricePerHour(),
                                run.costSoFar(clock.instant())))
                .orElseGet(() ->
                        UserMessage.of(
                                run.spec().machine().running().isPresent()
                                        ? "job.cancel.nothing.reuse"
                                        : "job.cancel.nothing"));
    }

    /// Whether [#cancel] leaves its machine running: that was agreed, and the machine was seen to
    /// be of use.
    public boolean canKeepMachine() {
        var run = state.get();
        return run.spec().keepsItsInstance()
                && run.launchedAt().isPresent()
                && (run.spec().machine().running().isPresent()
                        || run.step(Step.CONNECT) instanceof StepState.Done);
    }

    /// Stops the job; its machine runs on if [#canKeepMachine]. The view asks first.
    public void cancel() {
        if (!state.get().isOver()) {
            cancelling.set(true);
            job.cancel();
        }
    }

    /// Stops the job and ends its machine. The view asks first.
    public void cancelAndTerminate() {
        if (!state.get().isOver()) {
            cancelling.set(true);
            job.cancelAndTerminate();
        }
    }
}
