package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import gpudeck.domain.job.RunOutcome;
import gpudeck.engine.fleet.Keeper;
import gpudeck.store.journal.Journal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a new user does in the first minutes, with mouse and keyboard.
@DisabledOnOs(WINDOWS)
@Tag("fx")
@Tag("sim")
class WalkTest {

    @RegisterExtension final AppFixture app = new AppFixture();

    @Test
    void findsATypeAndRunsTheExampleOnItToTheEnd() throws Exception {
        app.awaitText("24 types");
        app.click("#filter");
        app.type("h100");
        app.awaitText("1\u00d7 H100 80 GB PCIe");
        app.awaitNoText("1\u00d7 A10 24 GB");

        app.click("Jobs");
        app.click("#new-job");
        app.click("#wizard-next");
        app.awaitText("train.py");
        app.click("#wizard-next");
        app.click("#wizard-next");
        app.awaitText("Review: this is what happens");
        app.keys(KeyCode.CONTROL, KeyCode.ENTER);

        app.awaitText(" The model is in results/model.json");
        app.awaitText("guessed upper");
        app.awaitText("Succeeded");
        var run = app.session().engine().jobs().history().getFirst();
        assertThat(run.state().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(Files.readString(run.folder().resolve("results/metrics.csv"))).contains("epoch");
        assertThat(app.session().engine().fleet().fleet().get().billed()).isEmpty();
        app.click("Instances");
        app.awaitText("Ended today");
    }

    @Test
    void runsTwiceOnOneMachineThatIsKeptAndEndsItOnClosing() throws Exception {
        app.click("Jobs");
        app.click("#new-job");
        app.click("#wizard-next");
        app.awaitText("train.py");
        app.click("#wizard-next");
        app.click("#wizard-afterwards-KEEP");
        app.click("#wizard-next");
        app.click("#wizard-start");
        app.awaitText("kept running until its lease ends");

        app.click("#run-here");
        app.awaitText("train.py");
        app.click("#wizard-next");
        app.click("#wizard-next");
        app.awaitText("with or without this job");
        app.click("#wizard-start");
        app.awaitText("Reuse");
        app.awaitText("kept running until its lease ends");
        app.awaitText("Succeeded");

        var engine = app.session().engine();
        assertThat(engine.jobs().history())
                .hasSize(2)
                .allSatisfy(run ->
                        assertThat(run.state().outcome()).contains(new RunOutcome.Succeeded()));
        assertThat(engine.fleet().fleet().get().instances())
                .singleElement()
                .satisfies(kept -> assertThat(kept.keeper()).isEqualTo(Keeper.ITS_LEASE));
        app.askToClose();
        app.awaitText("1 instance is running, $1.29/h");
        app.click("#close-terminate");
        app.await(() -> engine.fleet().fleet().get().billed().isEmpty());
    }

    @Test
    void terminatesFromTheTable() throws Exception {
        var name = app.launch("stray");
        app.click("Instances");
        app.click(name);

        app.click("#terminate");
        app.click("#confirm-terminate");

        var fleet = app.session().engine().fleet().fleet();
        app.await(() -> fleet.get().mine().isEmpty());
        assertThat(fleet.get().instances())
                .singleElement()
                .satisfies(ended -> assertThat(ended.endedAt()).isPresent());
        app.awaitText("Ended today");
    }

    @Test
    void extendsALease() throws Exception {
        var name = app.launch("longer");
        var fleet = app.session().engine().fleet().fleet();
        var before = fleet.get().mine().getFirst().lease().orElseThrow();
        app.click("Instances");
        app.click(name);

        app.click("#extend");

        app.awaitText("The lease of " + name + " ends an hour later.");
        assertThat(fleet.get().mine().getFirst().lease().orElseThrow().at())
                .isCloseTo(before.at().plus(Duration.ofHours(1)), within(1, ChronoUnit.MILLIS));
    }

    @Test
    void endsWhatAGpuDeckLeftThatIsGone() throws Exception {
        app.launch("orphan");
        var fleet = app.session().engine().fleet().fleet();
        try (var gone = Journal.open(app.session().folder().journal())) {
            gone.instances().recordHolder(fleet.get().mine().getFirst().id(), gone.program());
        }
        app.click("Instances");
        app.awaitText("1 instance was left by a GPU Deck that ended without a word.");

        app.click("#inherited-terminate");
        app.click("#confirm-terminate");

        app.await(() -> fleet.get().mine().isEmpty());
        app.awaitNoText("1 instance was left by a GPU Deck that ended without a word.");
    }
}
