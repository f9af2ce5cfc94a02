package gpudeck.view.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.job.RunOutput.Stream;
import gpudeck.testing.FakeJobs;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.WizardFixture;
import gpudeck.view.kit.Fonts;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.Theme;
import gpudeck.view.wizard.WizardView;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.job.JobsViewModel;
import gpudeck.viewmodel.wizard.WizardDefaults;
import gpudeck.viewmodel.wizard.WizardViewModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// Writes pictures of the job view and the wizard into `target/preview`, in both themes and two
/// sizes, to be looked at: `mvn test -Dtest=JobPreview -Dpreview=true`.
@ExtendWith(FxThreadExtension.class)
@EnabledIfSystemProperty(named = "preview", matches = "true")
class JobPreview {

    private final FakeJobs starter = new FakeJobs();
    private final Ticker ticker = new Ticker(RunStates.at(4320), ZoneOffset.UTC);
    private final JobsViewModel jobs =
            new JobsViewModel(
                    starter, Messages.load(), ticker::now, ticker, new StepwiseBackground());

    private final ModalHost dialogs = new ModalHost();
    private final JobsPage page =
            new JobsPage(
                    jobs,
                    new ReadOnlyObjectWrapper<>(NavigationCount.NONE).getReadOnlyProperty(),
                    Messages.load(),
                    new JobLinks(dialogs, ZoneOffset.UTC, _ -> {}, () -> {}, _ -> {}));

    @Test
    void picturesOfEverything() throws IOException {
        Fonts.load();

        for (var theme : Theme.values()) {
            for (var size : List.of(List.of(1270, 820), List.of(972, 622))) {
                shoot(theme, size.get(0), size.get(1));
            }
        }
    }

    private void shoot(Theme theme, int width, int height) throws IOException {
        var stage = new Stage();
        dialogs.setWindow(page);
        stage.setScene(new Scene(new StackPane(dialogs), width, height));
        theme.applyTo(stage.getScene());
        stage.show();
        var name = theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
        jobs.openedProperty().set(null);
        save(stage, "empty-" + name);
        jobs.start(spec());
        var started = starter.started().getLast();
        started.now(this::far);
        talk(started);
        jobs.openedProperty().get().console().queryProperty().set("loss");
        save(stage, "job-" + name);
        started.now(run ->
                RunStates.over(run, new gpudeck.domain.job.RunOutcome.Succeeded(), 14, 4320));
        save(stage, "ended-" + name);
        jobs.openedProperty().set(null);
        save(stage, "jobs-" + name);
        var fixture = new WizardFixture();
        var wizard = fixture.open(defaults(fixture));
        fixture.settle();
        WizardView.open(wizard, Messages.load(), dialogs, (_, _) -> Optional.empty());
        for (var at : WizardViewModel.Page.values()) {
            save(stage, "wizard-" + at + "-" + name);
            wizard.next();
        }
        dialogs.close();
        stage.hide();
    }

    private WizardDefaults defaults(WizardFixture fixture) {
        var spec = spec();
        return WizardDefaults.of(
                new JobSpec(
                        spec.name(),
                        List.of(Samples.H100.name(), WizardFixture.H100_SXM.name()),
                        spec.region(),
                        spec.sshKeyName(),
                        spec.image(),
                        spec.fileSystems(),
                        fixture.project,
                        List.of("outputs"),
                        spec.scripts(),
                        List.of(
                                new JobSpec.Variable("WANDB_MODE", "offline", false),
                                new JobSpec.Variable("HF_TOKEN", "x", true)),
                        List.of("outputs/**", "logs/*.jsonl"),
                        spec.output(),
                        spec.onScriptFailure(),
                        false,
                        spec.limits()));
    }

    private static JobSpec spec() {
        return new JobSpec(
                "llama-sft-7b",
                List.of(Samples.H100.name()),
                new JobSpec.RegionChoice.In(Samples.UTAH.name()),
                Samples.LAPTOP_KEY.name(),
                Optional.empty(),
                List.of(),
                Path.of("/home/me/code/llama-sft"),
                List.of(),
                List.of(
                        new JobSpec.ScriptCall("scripts/1_check.py", List.of()),
                        new JobSpec.ScriptCall(
                                "scripts/2_train.py", List.of("--config", "configs/sft-7b.yaml")),
                        new JobSpec.ScriptCall("scripts/3_eval.py", List.of())),
                List.of(),
                List.of("outputs/**"),
                Path.of("/home/me/gpu-deck"),
                JobSpec.OnScriptFailure.STOP,
                false,
                new JobSpec.Limits(Duration.ofHours(4), Optional.empty(), Duration.ofMinutes(30)));
    }

    private RunState far(RunState run) {
        var now = RunStates.launched(run, Samples.H100, Samples.UTAH.name(), 7);
        now =
                RunStates.done(
                        now,
                        Step.PREPARE,
                        0,
                        4,
                        new StepNote.Transfer(214, 214, 1_800_000_000L, 1_800_000_000L));
        now = RunStates.done(now, Step.LAUNCH, 4, 3, new StepNote.Place("gpu", "us-west-3", 1));
        now = RunStates.done(now, Step.BOOT, 7, 192, new StepNote.None());
        now = RunStates.done(now, Step.CONNECT, 199, 21, new StepNote.HostKey("x"));
        now =
                RunStates.done(
                        now,
                        Step.UPLOAD,
                        220,
                        48,
                        new StepNote.Transfer(214, 214, 1_800_000_000L, 1_800_000_000L));
        now = RunStates.done(now, Step.SET_UP, 268, 157, new StepNote.SetUp("uv sync"));
        return RunStates.running(
                now, Step.SCRIPTS, 431, new StepNote.Script(2, 3, "scripts/2_train.py"));
    }

    private static void talk(FakeJobs.Job job) {
        var out = job.output();
        out.commandStarted(Step.SET_UP, "uv sync", RunStates.at(268));
        write(job, "\u001b[2mResolved 31 packages in 4ms\u001b[0m\nDownloading torch (899 MB)\n");
        write(
                job,
                "     \u001b[32m━━━━━━━━━━━━━━━━━━━━━━━━\u001b[0m 899/899 MB \u001b[31m34.6 MB/s");
        write(job, "\u001b[0m eta \u001b[36m0:00:00\u001b[0m\n");
        write(job, "\u001b[32mSuccessfully installed 31 packages\u001b[0m\n");
        out.commandEnded(0, Optional.empty(), Duration.ofSeconds(157));
        out.commandStarted(
                Step.SCRIPTS,
                "uv run python scripts/2_train.py --config configs/sft-7b.yaml",
                RunStates.at(431));
        for (int step = 2400; step < 3500; step += 25) {
            write(
                    job,
                    "\u001b[34mINFO\u001b[0m  step %d   loss 1.8%d   lr 1.71e-04   tok/s 7,602\n"
                            .formatted(step, step % 97));
        }
        write(job, "\u001b[33mWARN\u001b[0m  1 sample longer than 4096 tokens was cut\n");
        write(job, "epoch 2/3  12%|██        | 300/2310\r\u001b[35mepoch 2/3\u001b[0m  56%|");
        write(
                job,
                "\u001b[32m█████████████\u001b[0m          | 1284/2310 [23:03<18:25, loss=1.842]");
    }

    private static void write(FakeJobs.Job job, String text) {
        var bytes = text.getBytes(UTF_8);
        job.output().bytes(Stream.OUT, bytes, 0, bytes.length);
    }

    private static void save(Stage stage, String name) throws IOException {
        // A few pulses, so that everything is laid out and drawn.
        var pause = new javafx.animation.PauseTransition(javafx.util.Duration.millis(200));
        pause.setOnFinished(_ -> javafx.application.Platform.exitNestedEventLoop(pause, name));
        pause.play();
        javafx.application.Platform.enterNestedEventLoop(pause);
        var picture = stage.getScene().snapshot(null);
        var file = new File("target/preview/" + name + ".png");
        java.nio.file.Files.createDirectories(file.getParentFile().toPath());
        write(picture, file);
    }

    private static void write(Image picture, File file) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        var copy =
                new java.awt.image.BufferedImage(
                        width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var reader = picture.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, reader.getArgb(x, y));
            }
        }
        javax.imageio.ImageIO.write(copy, "png", file);
    }
}
