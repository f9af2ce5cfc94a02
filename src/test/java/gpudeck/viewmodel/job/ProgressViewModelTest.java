package gpudeck.viewmodel.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Step;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.Progress.Count;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.viewmodel.job.ProgressViewModel.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressViewModelTest extends JobsTest {

    private static final Progress TRAINING =
            new Progress(
                    "epoch 2/3",
                    Optional.of(new Count(2, 3)),
                    Optional.of(new Count(1500, 2000)),
                    OptionalDouble.of(0.5),
                    Optional.of(Duration.ofSeconds(1000)),
                    OptionalDouble.of(1.842));

    private final JobViewModel job = jobs.start(spec());
    private final ProgressViewModel progress = job.progress();

    @Test
    void tellsWhatTheScriptSaysAndWhatItWillHaveCost() {
        scripting(1, 1);
        pass(Duration.ofMinutes(30));
        says(TRAINING);

        var now = shown();
        assertThat(now.title().map(messages::text)).contains("Epoch 2 of 3");
        assertThat(now.count()).isEqualTo("1,500 / 2,000");
        assertThat(now.share()).hasValue(0.75);
        assertThat(words(now))
                .containsExactly("loss 1.842", "speed 2.00 s/it", "epoch ends in 16:40");
        // So far 30 min, $1.65; 5000 s more at $3.29/h.
        assertThat(now.outlook().map(messages::text))
                .contains("all epochs in about 1 h 23 m, $6.22 by then");
        assertThat(now.warning()).isEmpty();
        assertThat(scripts().noteProperty().get().map(messages::text))
                .contains("1 of 1: train.py, about 1 h 23 m left");
        assertThat(scripts().progressProperty().get()).isEqualTo((1 + 0.75) / 3);
    }

    @Test
    void doesNotKnowTheCostWhileOtherScriptsAreToCome() {
        scripting(1, 2);
        says(TRAINING);

        assertThat(shown().outlook().map(messages::text)).contains("all epochs in about 1 h 23 m");
        assertThat(scripts().progressProperty().get()).isEqualTo((1 + 0.75) / 3 / 2);
    }

    @Test
    void claimsNoMoreThanTheScriptSays() {
        scripting(1, 1);
        says(
                new Progress(
                        "Map",
                        Optional.empty(),
                        Optional.of(new Count(5, 20)),
                        OptionalDouble.of(1234),
                        Optional.of(Duration.ofSeconds(15)),
                        OptionalDouble.empty()));

        assertThat(shown().title().map(messages::text)).contains("Map");
        assertThat(words(shown())).containsExactly("speed 1,234 it/s", "ends in 0:15");
        assertThat(shown().outlook()).isEmpty();
        assertThat(scripts().noteProperty().get().map(messages::text)).contains("1 of 1: train.py");

        says(Progress.NONE);
        assertThat(progress.shownProperty().get()).isEmpty();
        assertThat(scripts().progressProperty().get()).isEqualTo(StepRow.UNKNOWN);
    }

    @Test
    void warnsOfALossThatIsNoNumber() {
        scripting(1, 1);
        started().now(run -> RunStates.lost(run, Double.NaN));

        assertThat(shown().title()).isEmpty();
        assertThat(words(shown())).containsExactly("loss nan");
        assertThat(shown().warning().map(messages::text))
                .contains(
                        "The loss is no number any more. What is computed from here on is worth"
                                + " nothing, and costs $3.29/h.");
    }

    @Test
    void isOverWithItsScripts() {
        scripting(1, 1);
        says(TRAINING);
        started().now(run -> RunStates.done(run, Step.SCRIPTS, 0, 1800, new StepNote.None()));
        assertThat(progress.shownProperty().get()).isEmpty();

        end(started(), new RunOutcome.Succeeded());
        assertThat(progress.shownProperty().get()).isEmpty();
    }

    @Test
    void drawsTheLossFromTheFirstOn() {
        scripting(1, 1);
        loss(0, 3.1);
        assertThat(progress.lossProperty().get()).isEmpty();
        loss(100, 2.2);
        loss(200, Double.NaN);
        loss(300, 2.2);
        loss(400, 1.9);

        var picture = progress.lossProperty().get().orElseThrow();
        assertThat(picture.from()).isEqualTo(RunStates.at(0));
        assertThat(picture.to()).isEqualTo(RunStates.at(400));
        assertThat(picture.chart().value()).isEqualTo("1.900");
        assertThat(messages.text(picture.chart().unit())).isEqualTo("lowest 1.900");
        assertThat(picture.chart().marks()).containsExactly("3.2", "2.4", "1.6");
        assertThat(picture.chart().points())
                .extracting(Chart.Point::x)
                .containsExactly(0.0, 0.25, 0.75, 1.0);
        assertThat(picture.chart().points().getFirst().y()).isBetween(0.93, 0.94);

        loss(500, Double.POSITIVE_INFINITY);
        assertThat(progress.lossProperty().get().orElseThrow().chart().value()).isEqualTo("inf");
    }

    private void loss(long at, double loss) {
        var said = RunStates.lost(job.stateProperty().get(), loss).progress();
        started().output().progress(said, RunStates.at(at));
        pass(Duration.ofSeconds(1));
    }

    private void says(Progress now) {
        started().now(run -> RunStates.progressed(run, now));
    }

    private void scripting(int number, int of) {
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        started()
                .now(run ->
                        RunStates.running(
                                run, Step.SCRIPTS, 0, new StepNote.Script(number, of, "train.py")));
    }

    private StepRow scripts() {
        return job.steps().stream().filter(s -> s.step() == Step.SCRIPTS).findFirst().orElseThrow();
    }

    private Shown shown() {
        return progress.shownProperty().get().orElseThrow();
    }

    private List<String> words(Shown now) {
        return now.facts().stream()
                .map(fact -> messages.text(fact.name()) + " " + messages.text(fact.value()))
                .toList();
    }
}
