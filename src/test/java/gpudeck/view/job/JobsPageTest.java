package gpudeck.view.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.testing.FakeJobs;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.job.JobsViewModel;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class JobsPageTest {

    private final FakeJobs starter = new FakeJobs();
    private final Ticker ticker = new Ticker(RunStates.at(1800), ZoneOffset.UTC);
    private final JobsViewModel jobs =
            new JobsViewModel(
                    starter,
                    Messages.load(),
                    _ -> Optional.empty(),
                    ticker::now,
                    ticker,
                    new StepwiseBackground());
    private final ModalHost dialogs = new ModalHost();
    private final List<Path> opened = new ArrayList<>();
    private final List<JobSpec> again = new ArrayList<>();
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
        Fonts.load();
        dialogs.setWindow(
                new JobsPage(
                        jobs,
                        new ReadOnlyObjectWrapper<>(NavigationCount.NONE).getReadOnlyProperty(),
                        Messages.load(),
                        new JobLinks(dialogs, ZoneOffset.UTC, opened::add, () -> {}, again::add)));
        nodes.show(1200, 800);
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
