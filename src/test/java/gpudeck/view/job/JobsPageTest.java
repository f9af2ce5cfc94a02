package gpudeck.view.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.testing.FakeJobs;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.job.JobsViewModel;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class JobsPageTest {

    private final FakeJobs starter = new FakeJobs();
    private final Ticker ticker = new Ticker(RunStates.at(1800), ZoneOffset.UTC);
    private final JobsViewModel jobs =
            new JobsViewModel(
                    starter, Messages.load(), ticker::now, ticker, new StepwiseBackground());
    private final ModalHost dialogs = new ModalHost();
    private final List<Path> opened = new ArrayList<>();
    private final List<JobSpec> again = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @Test
    void showsTheJobThatWasStarted() {
        show();
        jobs.start(spec());
        launched();

        assertThat(texts())
                .contains("train", "1× H100 80 GB PCIe in us-west-3", "30:00", "$1.65", "$39.48");
    }

    @Test
    void asksBeforeItCancels() {
        show();
        jobs.start(spec());
        launched();

        press("#cancel-job");
        assertThat(texts()).contains("Cancel train?");
        assertThat(started().isCancelled()).isFalse();
        press("#confirm-cancel");

        assertThat(started().isCancelled()).isTrue();
        assertThat(dialogs.isOpen()).isFalse();
        assertThat(((Button) dialogs.lookup("#cancel-job")).isDisabled()).isTrue();
    }

    @Test
    void offersResultsAndAnotherRunWhenItIsOver() {
        show();
        jobs.start(spec());
        launched();
        started().now(run -> RunStates.over(run, new RunOutcome.Succeeded(), 3, 1800));

        press("Open results folder");
        press("Full output");
        press("#run-again");

        var folder = started().folder();
        assertThat(opened).containsExactly(folder, folder.resolve("console"));
        assertThat(again).containsExactly(spec());
        assertThat(dialogs.lookup("#cancel-job")).isNull();
        assertThat(dialogs.lookup("#job-ended")).isNotNull();
    }

    @Test
    void goesBackToTheList() {
        show();
        var job = jobs.start(spec());

        press("All jobs");

        assertThat(jobs.openedProperty().get()).isNull();
        assertThat(texts()).contains("1 running");
        jobs.openedProperty().set(job);
        assertThat(texts()).contains("Steps");
    }

    @Test
    void saysWhatAJobIsWhenThereIsNone() {
        show();

        assertThat(texts()).contains("No jobs in this session", "New job…");
    }

    private void show() {
        Fonts.load();
        stage = new Stage();
        dialogs.setWindow(
                new JobsPage(
                        jobs,
                        new ReadOnlyObjectWrapper<>(NavigationCount.NONE).getReadOnlyProperty(),
                        Messages.load(),
                        new JobLinks(dialogs, ZoneOffset.UTC, opened::add, () -> {}, again::add)));
        stage.setScene(new Scene(dialogs, 1200, 800));
        Theme.DARK.applyTo(stage.getScene());
        stage.show();
    }

    private void launched() {
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
    }

    private FakeJobs.Job started() {
        return starter.started().getLast();
    }

    private void press(String what) {
        layout();
        var button =
                what.startsWith("#")
                        ? (Button) dialogs.lookup(what)
                        : nodes(Button.class).stream()
                                .filter(b ->
                                        what.equals(b.getText())
                                                || what.equals(b.getAccessibleText()))
                                .findFirst()
                                .orElseThrow();
        button.fire();
        layout();
    }

    private List<String> texts() {
        return nodes(Labeled.class).stream().map(Labeled::getText).toList();
    }

    private <N extends Node> List<N> nodes(Class<N> kind) {
        layout();
        return dialogs.lookupAll("*").stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void layout() {
        dialogs.applyCss();
        dialogs.layout();
    }

    private static JobSpec spec() {
        return Samples.job(Path.of("project"), Path.of("runs"));
    }
}
