package gpudeck.viewmodel.job;

import gpudeck.domain.Messages;
import gpudeck.domain.job.JobSpec;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.JobStarter;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.console.Console;
import java.time.InstantSource;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
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
    private final JobStarter starter;
    private final Messages messages;
    private final InstantSource clock;
    private final Background background;

    public JobsViewModel(
            JobStarter starter,
            Messages messages,
            InstantSource clock,
            Ticker ticker,
            Background background) {
        this.starter = starter;
        this.messages = messages;
        this.clock = clock;
        this.background = background;
        ticker.nowProperty().addListener(_ -> tick());
    }

    private void tick() {
        jobs.stream().filter(j -> !j.stateProperty().get().isOver()).forEach(JobViewModel::tick);
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
        var console = new Console(messages, clock);
        var job =
                new JobViewModel(
                        starter.start(spec, console), console, messages, clock, background);
        jobs.addFirst(job);
        job.stateProperty().addListener((_, _, _) -> count());
        count();
        opened.set(job);
        return job;
    }

    private void count() {
        running.set((int) jobs.stream().filter(j -> !j.stateProperty().get().isOver()).count());
    }
}
