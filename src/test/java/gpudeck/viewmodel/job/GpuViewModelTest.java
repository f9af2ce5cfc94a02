package gpudeck.viewmodel.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Step;
import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.testing.Gpus;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.viewmodel.job.Chart.Point;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuViewModelTest extends JobsTest {

    private final JobViewModel job = jobs.start(spec());
    private final GpuViewModel gpus = job.gpus();

    @Test
    void drawsEachFigureUpToNow() {
        assertThat(gpus.pictureProperty().get()).isEmpty();

        told(0, gpu(0, 20, 100));
        told(60, gpu(0, 90, 300));

        var picture = picture();
        assertThat(picture.at()).isEqualTo(RunStates.at(60));
        assertThat(picture.span()).isEqualTo(Duration.ofMinutes(2));
        assertThat(picture.charts().keySet()).containsExactly(GpuFigure.values());
        var power = Objects.requireNonNull(picture.charts().get(GpuFigure.POWER));
        assertThat(power.value()).isEqualTo("300");
        assertThat(messages.text(power.unit())).isEqualTo("of 400 W");
        assertThat(power.marks()).containsExactly("400", "200", "0");
        assertThat(power.points()).containsExactly(new Point(0.5, 0.25), new Point(1, 0.75));
    }

    @Test
    void severalGpusCountAsOneUntilOneIsChosen() {
        told(0, gpu(0, 20, 100), gpu(1, 60, 200));
        assertThat(values()).containsExactly("40", "2.0", "60", "300");

        gpus.chosenProperty().set(Optional.of(1));
        assertThat(values()).containsExactly("60", "1.0", "60", "200");

        gpus.chosenProperty().set(Optional.of(7));
        assertThat(picture().chosen()).isEmpty();
    }

    @Test
    void leavesOutWhatAGpuDoesNotTell() {
        double none = Gpus.UNTOLD;
        told(0, Gpus.reading(0, 3, none, none, none, none, none));

        assertThat(picture().charts()).containsOnlyKeys(GpuFigure.USE);
    }

    @Test
    void keepsHalfAnHour() {
        for (int at = 0; at <= 3_600; at += 60) {
            told(at, gpu(0, 50, 100));
        }

        assertThat(picture().span()).isEqualTo(Duration.ofMinutes(30));
        assertThat(use().points()).hasSize(31);
        assertThat(use().points().getFirst().x()).isZero();
    }

    @Test
    void beginsAnewWhenTheMachinesClockWasSet() {
        told(600, gpu(0, 50, 100));
        told(60, gpu(0, 70, 100));

        assertThat(use().points()).containsExactly(new Point(1, 0.7));
    }

    @Test
    void warnsOfGpusThatArePaidForNothingWhileScriptsRun() {
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        used(Duration.ofMinutes(11));
        assertThat(gpus.warningProperty().get()).isEmpty();

        scripting();
        used(Duration.ofMinutes(9));
        assertThat(gpus.warningProperty().get()).isEmpty();
        used(Duration.ofMinutes(10));
        assertThat(gpus.warningProperty().get().map(messages::text))
                .contains("No GPU has been used for 10 min, at $3.29/h.");

        used(Duration.ZERO);
        assertThat(gpus.warningProperty().get()).isEmpty();
    }

    @Test
    void warnsOfNothingWhenTheJobIsOver() {
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        scripting();
        told(0, gpu(0, 2, 60));
        used(Duration.ofMinutes(12));
        assertThat(gpus.warningProperty().get()).isPresent();

        end(started(), new RunOutcome.Succeeded());

        assertThat(gpus.warningProperty().get()).isEmpty();
        assertThat(gpus.pictureProperty().get()).isPresent();
    }

    private void scripting() {
        var note = new StepNote.Script(1, 1, "train.py");
        started().now(run -> RunStates.running(run, Step.SCRIPTS, 0, note));
    }

    private void used(Duration idle) {
        started().now(run -> RunStates.used(run, new GpuUse(40, Duration.ofHours(1), idle)));
    }

    private Chart use() {
        return Objects.requireNonNull(picture().charts().get(GpuFigure.USE));
    }

    private GpuPicture picture() {
        return gpus.pictureProperty().get().orElseThrow();
    }

    private List<String> values() {
        return picture().charts().values().stream().map(Chart::value).toList();
    }

    private void told(long at, GpuReading... readings) {
        started().output().gpus(List.of(readings), RunStates.at(at));
        ticker.tick(RunStates.at(at + 1));
    }

    private static GpuReading gpu(int index, double use, double power) {
        return Gpus.reading(index, use, 1024, 2048, 60, power, 400);
    }
}
