package gpudeck.view.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.testing.FakeJobs;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Gpus;
import gpudeck.testing.Machines;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.SpecBuilder;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.job.JobsViewModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ProgressBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class JobsPageTest {

    private final FakeJobs starter = new FakeJobs();
    private final Ticker ticker = new Ticker(RunStates.at(1800), ZoneOffset.UTC);
    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final JobsViewModel jobs =
            new JobsViewModel(
                    starter,
                    Messages.load(),
                    new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), ticker),
                    ticker::now,
                    new StepwiseBackground());
    private final ModalHost dialogs = new ModalHost();
    private final List<Path> opened = new ArrayList<>();
    private final List<JobSpec> again = new ArrayList<>();
    private final Map<InstanceId, JobSpec> here = new HashMap<>();
    private final ShownNodes nodes = new ShownNodes(dialogs);

    @Test
    void showsTheJobThatWasStarted() {
        show();
        jobs.start(spec());
        launched();

        assertThat(nodes.texts())
                .contains("train", "1× H100 80 GB PCIe in us-west-3", "30:00", "$1.65", "$39.48");
    }

    @Test
    void showsWhatTheGpusDo() {
        show(1200);
        jobs.start(spec());
        launched();
        assertThat(nodes.one(Node.class, "#gpus").isVisible()).isFalse();

        started().output().gpus(List.of(gpu(0, 94), gpu(1, 50)), RunStates.at(1790));
        started().output().gpus(List.of(gpu(0, 94), gpu(1, 50)), RunStates.at(1800));
        ticker.tick(RunStates.at(1801));

        assertThat(nodes.one(Node.class, "#gpus").isVisible()).isTrue();
        assertThat(nodes.texts())
                .contains("GPU use", "72", "%", "GPU memory", "142.6", "of 159.3 GiB", "08:30:00");
        @SuppressWarnings("unchecked")
        var choice = (ComboBox<Optional<Integer>>) nodes.one(ComboBox.class, "#gpu-choice");
        assertThat(choice.getItems())
                .containsExactly(Optional.empty(), Optional.of(0), Optional.of(1));

        choice.setValue(Optional.of(1));

        assertThat(nodes.texts()).contains("GPU use", "50", "71.3", "of 79.6 GiB");
    }

    @Test
    void tellsOfTheGpusInALineWhereThereIsNoRoomForMore() {
        show(1000);
        jobs.start(spec());
        launched();
        started().output().gpus(List.of(gpu(0, 94)), RunStates.at(1800));
        ticker.tick(RunStates.at(1801));

        assertThat(nodes.one(Node.class, "#gpus").isVisible()).isFalse();
        assertThat(nodes.texts()).contains("GPU 94 %, 71.3 of 79.6 GiB, 67 °C, 318 of 350 W");
    }

    @Test
    void showsHowFarTheScriptIs() {
        show(1200);
        jobs.start(spec());
        launched();
        assertThat(nodes.one(Node.class, "#progress").isVisible()).isFalse();

        var note = new StepNote.Script(1, 1, "train.py");
        started().now(run -> RunStates.running(run, Step.SCRIPTS, 0, note));
        started().now(run -> RunStates.progressed(run, progress(1.842)));

        assertThat(nodes.one(Node.class, "#progress").isVisible()).isTrue();
        assertThat(nodes.texts())
                .contains(
                        "Epoch 2 of 3", "1,500 / 2,000", "loss", "1.842", "epoch ends in", "16:40");
        assertThat(nodes.one(ProgressBar.class, "#progress .progress-bar").getProgress())
                .isEqualTo(0.75);

        started().now(run -> RunStates.progressed(run, progress(Double.NaN)));
        assertThat(nodes.texts())
                .contains("nan")
                .anyMatch(text -> text.startsWith("The loss is no number any more."));

        started().now(run -> RunStates.over(run, new RunOutcome.Succeeded(), 3, 1800));
        assertThat(nodes.one(Node.class, "#progress").isVisible()).isFalse();
    }

    @Test
    void drawsTheLossAlsoWithoutAGpu() {
        show(1200);
        jobs.start(spec());
        launched();
        started().output().progress(progress(3.1), RunStates.at(0));
        started().output().progress(progress(1.9), RunStates.at(600));
        ticker.tick(RunStates.at(1801));

        assertThat(nodes.one(Node.class, "#gpus").isVisible()).isTrue();
        assertThat(nodes.texts())
                .contains("Loss", "1.900", "3.2", "2.4", "1.6", "08:00:00", "08:05:00", "08:10:00");
    }

    private static Progress progress(double loss) {
        return new Progress(
                "epoch 2/3",
                Optional.of(new Progress.Count(2, 3)),
                Optional.of(new Progress.Count(1500, 2000)),
                OptionalDouble.of(0.5),
                Optional.of(Duration.ofSeconds(1000)),
                OptionalDouble.of(loss));
    }

    @Test
    void warnsOfIdleGpusInThatLineUntilTheJobIsOver() {
        show(1000);
        jobs.start(spec());
        launched();
        var note = new StepNote.Script(1, 1, "train.py");
        started().now(run -> RunStates.running(run, Step.SCRIPTS, 0, note));
        started().output().gpus(List.of(gpu(0, 1)), RunStates.at(1800));
        var idle = Duration.ofSeconds(800);
        started().now(run -> RunStates.used(run, new GpuUse(1, idle, idle)));

        ticker.tick(RunStates.at(1801));
        assertThat(nodes.texts()).contains("No GPU has been used for 13 min, at $3.29/h.");

        started().now(run -> RunStates.over(run, new RunOutcome.Succeeded(), 3, 1800));
        assertThat(nodes.texts())
                .contains("GPU 1 %, 71.3 of 79.6 GiB, 67 °C, 318 of 350 W")
                .doesNotContain("No GPU has been used for 13 min, at $3.29/h.");
    }

    private static GpuReading gpu(int index, double use) {
        return Gpus.reading(index, use, 73012, 81559, 67, 318.22, 350);
    }

    @Test
    void asksBeforeItCancels() {
        show();
        jobs.start(spec());
        launched();

        nodes.button("#cancel-job").fire();
        assertThat(nodes.texts()).contains("Cancel train?");
        assertThat(started().isCancelled()).isFalse();
        nodes.button("#confirm-cancel").fire();

        assertThat(started().isCancelled()).isTrue();
        assertThat(dialogs.isOpen()).isFalse();
        assertThat(nodes.button("#cancel-job").isDisabled()).isTrue();
    }

    @Test
    void offersResultsAndAnotherRunWhenItIsOver() {
        show();
        jobs.start(spec());
        launched();
        started().now(run -> RunStates.over(run, new RunOutcome.Succeeded(), 3, 1800));

        nodes.button("Open results folder").fire();
        nodes.button("Full output").fire();
        nodes.button("#run-again").fire();

        var folder = started().folder();
        assertThat(opened).containsExactly(folder, folder.resolve("console"));
        assertThat(again).containsExactly(spec());
        assertThat(nodes.all(Node.class, "#cancel-job")).isEmpty();
        assertThat(nodes.all(Node.class, "#job-ended")).isNotEmpty();
    }

    @Test
    void runsAgainOnTheMachineThatItKept() {
        var machine = machine();
        fleet.publish(Machines.fleet(machine));
        show();
        jobs.start(keeping());
        launched();
        started().now(run -> RunStates.done(run, Step.TERMINATE, 1800, 0, new StepNote.Kept()));
        started().now(run -> RunStates.over(run, new RunOutcome.Succeeded(), 3, 1800));

        assertThat(nodes.texts()).contains("Keep", "kept running until its lease ends");
        assertThat(nodes.flowing())
                .anySatisfy(text -> assertThat(text).contains("runs on and costs $3.29/h"));
        nodes.button("#run-here").fire();
        assertThat(here).containsExactly(Map.entry(machine.id(), keeping()));
        assertThat(nodes.button("#run-again").isVisible()).isTrue();

        fleet.publish(Machines.fleet(Machines.ended(machine, RunStates.at(1900))));
        ticker.tick(RunStates.at(1900));
        assertThat(nodes.button("#run-here").isVisible()).isFalse();
        assertThat(nodes.flowing())
                .anySatisfy(text -> assertThat(text).contains("was kept, and is over now"));
    }

    @Test
    void whatKeepsItsMachineCanBeStoppedAlone() {
        show();
        jobs.start(keeping());
        launched();
        assertThat(nodes.button("#cancel-job").getText()).isEqualTo("Cancel & terminate…");
        started().now(run -> RunStates.done(run, Step.CONNECT, 60, 5, new StepNote.None()));
        assertThat(nodes.button("#cancel-job").getText()).isEqualTo("Stop…");

        nodes.button("#cancel-job").fire();
        assertThat(nodes.texts()).contains("Stop it, keep the machine", "Cancel & terminate train");
        assertThat(nodes.button("#confirm-stop").isDefaultButton()).isTrue();
        nodes.button("#confirm-stop").fire();

        assertThat(started().isStopped()).isTrue();
        assertThat(started().isCancelled()).isFalse();
        assertThat(dialogs.isOpen()).isFalse();
    }

    @Test
    void whatKeepsItsMachineCanBeTerminatedAllTheSame() {
        show();
        jobs.start(keeping());
        launched();
        started().now(run -> RunStates.done(run, Step.CONNECT, 60, 5, new StepNote.None()));

        nodes.button("#cancel-job").fire();
        nodes.button("#confirm-cancel").fire();

        assertThat(started().isCancelled()).isTrue();
        assertThat(started().isStopped()).isFalse();
    }

    private FleetInstance machine() {
        return Machines.kept(
                Machines.of(new InstanceId("0920582c7ff041399e34823a0be62549")), Keeper.ITS_LEASE);
    }

    private static JobSpec keeping() {
        return new SpecBuilder(Path.of("project"), Path.of("runs"), "laptop", "train.py")
                .keep()
                .build();
    }

    @Test
    void goesBackToTheList() {
        show();
        var job = jobs.start(spec());

        nodes.button("All jobs").fire();

        assertThat(jobs.openedProperty().get()).isNull();
        assertThat(nodes.texts()).contains("1 running");
        jobs.openedProperty().set(job);
        assertThat(nodes.texts()).contains("Steps");
    }

    @Test
    void saysWhatAJobIsWhenThereIsNone() {
        show();

        assertThat(nodes.texts()).contains("No jobs in this session", "New job…");
    }

    private void show() {
        show(1200);
    }

    private void show(double width) {
        Fonts.load();
        dialogs.setWindow(
                new JobsPage(
                        jobs,
                        new ReadOnlyObjectWrapper<>(NavigationCount.NONE).getReadOnlyProperty(),
                        Messages.load(),
                        new JobLinks(
                                dialogs,
                                ZoneOffset.UTC,
                                opened::add,
                                () -> {},
                                again::add,
                                (spec, there) -> here.put(there, spec))));
        nodes.show(width, 800);
    }

    private void launched() {
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
    }

    private FakeJobs.Job started() {
        return starter.started().getLast();
    }

    private static JobSpec spec() {
        return Samples.job(Path.of("project"), Path.of("runs"));
    }
}
