package gpudeck.viewmodel.job;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunState;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.JobStarter;
import gpudeck.viewmodel.JobsUnderWay;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.RunningJob;
import gpudeck.viewmodel.console.Console;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The jobs of this session, newest first. A job that is over stays until the program ends.
public final class JobsViewModel {

    private final ObservableList<JobViewModel> jobs = FXCollections.observableArrayList();
    private final ObservableList<JobViewModel> shown =
            FXCollections.unmodifiableObservableList(jobs);
    private final ObjectProperty<@Nullable JobViewModel> opened = new SimpleObjectProperty<>();
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final JobStarter starter;
    private final Messages messages;
    private final Live live;
    private final InstantSource clock;
    private final Background background;

    public JobsViewModel(
            JobStarter starter,
            Messages messages,
            Live live,
            InstantSource clock,
            Background background) {
        this.starter = starter;
        this.messages = messages;
        this.live = live;
        this.clock = clock;
        this.background = background;
        live.ticker().nowProperty().subscribe(_ -> tick());
    }

    /// What is over stands still, but for a machine that it kept.
    private void tick() {
        jobs.forEach(job -> {
            var state = job.stateProperty().get();
            if (!state.isOver() || state.isInstanceKept()) {
                job.tick();
            }
        });
    }

    public ObservableList<JobViewModel> jobs() {
        return shown;
    }

    /// The job whose view is open; null while the list is shown.
    public ObjectProperty<@Nullable JobViewModel> openedProperty() {
        return opened;
    }

    /// How many jobs are not over.
    public ReadOnlyIntegerProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Starts the job and opens its view.
    public JobViewModel start(JobSpec spec) {
        var output = output();
        var job = add(starter.start(spec, output), output);
        opened.set(job);
        return job;
    }

    /// Why a run could not be taken up.
    public ReadOnlyObjectProperty<Optional<UserMessage>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public void dismissProblem() {
        problem.set(Optional.empty());
    }

    /// Takes up a run that goes on without a program.
    void attach(RunId run) {
        var output = output();
        background.run(
                () -> starter.attach(run, output),
                taken -> {
                    dismissProblem();
                    add(taken, output);
                },
                this::notAttached);
    }

    void notAttached(Exception why) {
        problem.set(Optional.of(Explanation.of(why)));
    }

    private JobOutput output() {
        return new JobOutput(new Console(messages, clock), new GpuTrail(), new LossTrail());
    }

    private JobViewModel add(RunningJob run, JobOutput output) {
        jobs.removeIf(job -> job.stateProperty().get().id().equals(run.id()));
        var job = new JobViewModel(run, output, messages, new Machines(), clock, background);
        jobs.addFirst(job);
        job.stateProperty().addListener((_, _, _) -> count());
        count();
        return job;
    }

    private final class Machines implements JobMachines {

        @Override
        public Optional<FleetInstance> find(InstanceId id) {
            return live.fleet().get().find(id).filter(FleetInstance::isBilled);
        }

        @Override
        public boolean isFree(FleetInstance machine) {
            var underWay = states().filter(job -> !job.isOver()).toList();
            return machine.isReadyForJob() && new JobsUnderWay(underWay).on(machine).isEmpty();
        }
    }

    /// The machines that jobs of this session were done with, and kept.
    public Set<InstanceId> keptMachines() {
        return states().filter(job -> job.isOver() && job.isInstanceKept())
                .flatMap(job -> job.instance().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<RunState> states() {
        return jobs.stream().map(job -> job.stateProperty().get());
    }

    private void count() {
        running.set((int) states().filter(job -> !job.isOver()).count());
    }
}
