package gpudeck.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.JobError;
import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobWordsTest {

    private static final RunState RUN =
            RunState.starting(
                    Samples.run(1), Samples.job(Path.of("p"), Path.of("o")), Samples.MORNING);

    private final Messages messages = Messages.load();

    @ParameterizedTest
    @EnumSource
    void everyStepHasAName(Step step) {
        assertThat(messages.text(JobWords.step(step))).isNotBlank();
        assertThat(messages.text("word.doing." + step.name())).isNotBlank();
    }

    @Test
    void whatAJobDoesIsToldWithHowFarItsScriptIs() {
        var epoch = Optional.of(new Progress.Count(2, 3));
        var steps = Optional.of(new Progress.Count(1999, 2000));

        assertThat(doing(epoch, steps)).isEqualTo("Running scripts: epoch 2 of 3");
        assertThat(doing(Optional.empty(), steps)).isEqualTo("Running scripts: 99 %");
        assertThat(doing(Optional.empty(), Optional.empty())).isEqualTo("Running scripts");
        assertThat(messages.text(JobWords.doing(RUN))).isEqualTo("Preparing");
    }

    private String doing(Optional<Progress.Count> epoch, Optional<Progress.Count> steps) {
        var note = new StepNote.Script(1, 1, "train.py");
        var progress =
                new Progress(
                        "",
                        epoch,
                        steps,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        OptionalDouble.empty());
        var run = RunStates.running(RUN, Step.SCRIPTS, 0, note);
        return messages.text(JobWords.doing(RunStates.progressed(run, progress)));
    }

    @Test
    void aFailedScriptIsNamedWithItsExitStatus() {
        var outcome =
                new RunOutcome.Failed(Step.SCRIPTS, new JobError.ScriptFailed("2_train.py", 1));

        assertThat(messages.text(JobWords.outcome(outcome)))
                .isEqualTo("Failed: 2_train.py, exit 1");
    }

    @Test
    void aReachedLimitIsNotCalledAFailure() {
        var outcome =
                new RunOutcome.Failed(
                        Step.SCRIPTS, new JobError.LimitReached(JobError.Limit.MONEY));

        assertThat(messages.text(JobWords.outcome(outcome))).isEqualTo("Money limit reached");
    }

    @Test
    void aTransferUnderWayNamesItsTotalAndAFinishedOneDoesNot() {
        assertThat(note(new StepNote.Transfer(3, 214, 900_000_000, 1_800_000_000, 0)))
                .contains("3 files, 900 MB of 1.8 GB");
        assertThat(note(new StepNote.Transfer(214, 214, 1_800_000_000, 1_800_000_000, 0)))
                .contains("214 files, 1.8 GB");
    }

    @Test
    void aTransferSaysHowFastItIsAndHowLongItTakes() {
        assertThat(note(new StepNote.Transfer(3, 214, 900_000_000, 1_800_000_000, 20_000_000)))
                .contains("3 files, 900 MB of 1.8 GB, 20 MB/s, 45 s left");
        assertThat(note(new StepNote.Transfer(214, 214, 1_800_000_000, 1_800_000_000, 38_000_000)))
                .contains("214 files, 1.8 GB at 38 MB/s");
    }

    @Test
    void notesSayWhatIsGoingOn() {
        assertThat(note(new StepNote.Place("gpu_1x_a10", "us-west-3", 1)))
                .contains("us-west-3, first try");
        assertThat(note(new StepNote.Script(2, 3, "train.py"))).contains("2 of 3: train.py");
        assertThat(note(new StepNote.Ending(2))).contains("asked 2 times, not proved yet");
        assertThat(note(new StepNote.None())).isEmpty();
    }

    @Test
    void whileResultsAreHeldTheWordsNameTheMoneyAndTheNextAttempt() {
        var held =
                new StepNote.HoldingResults(
                        new JobError.Unhealthy(),
                        3,
                        40,
                        2,
                        Samples.MORNING.minusSeconds(5),
                        Samples.MORNING.plusSeconds(20));
        var run =
                RunStates.running(
                        RunStates.launched(RUN, Samples.H100, "us-west-1", 4),
                        Step.DOWNLOAD,
                        300,
                        held);

        assertThat(JobWords.note(held, run, Samples.MORNING).map(messages::text))
                .contains("Holding results: 3 of 40 files missing, $0.06/min, next try in 20 s");
        assertThat(messages.text(JobWords.state(run))).isEqualTo("Holding results, $0.06/min");
    }

    @Test
    void resultsThatCameNameWhatWasLeftOut() {
        assertThat(note(new StepNote.Verified(2, 3_000_000, List.of())))
                .contains("2 files, 3.0 MB, all checked");
        assertThat(note(new StepNote.Verified(2, 3_000_000, List.of("results/pipe"))))
                .contains("2 files, 3.0 MB, all checked; left out: results/pipe");
    }

    private Optional<String> note(StepNote note) {
        return JobWords.note(note, RUN, Samples.MORNING).map(messages::text);
    }
}
