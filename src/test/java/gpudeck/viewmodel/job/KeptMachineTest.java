package gpudeck.viewmodel.job;

import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.ofLaunchedRun;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.testing.Machines;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.SpecBuilder;
import gpudeck.viewmodel.custody.LeaseLeft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Jobs whose machine runs on after them.
class KeptMachineTest extends JobsTest {

    @Test
    void saysThatTheMachineItKeptRunsOnAndWhatThatCosts() {
        fleet.publish(fleet(ofLaunchedRun()));
        var job = jobs.start(keeping());
        keepMachine();
        pass(Duration.ofHours(2));

        assertThat(messages.text(job.endingProperty().get().orElseThrow()))
                .isEqualTo(
                        "All scripts ran. 3 result files came back. $3.29 in all, 1 h. The machine"
                                + " runs on and costs $3.29/h until its lease ends, or you terminate"
                                + " it on the Instances page.");
        assertThat(messages.text(job.leaseLeftProperty().get().words())).isEqualTo("10 h");
        assertThat(job.keptProperty().get()).contains(ofLaunchedRun().id());
        assertThat(jobs.keptMachines()).containsExactly(ofLaunchedRun().id());
        assertThat(job.costProperty().get()).isEqualTo(new Cents(329));
    }

    @Test
    void cannotRunAgainOnAMachineThatIsOver() {
        fleet.publish(fleet(ofLaunchedRun()));
        var job = jobs.start(keeping());
        keepMachine();
        assertThat(job.keptProperty().get()).isPresent();

        fleet.publish(fleet(Machines.ended(ofLaunchedRun(), RunStates.at(7000))));
        pass(Duration.ofHours(2));

        assertThat(job.keptProperty().get()).isEmpty();
        assertThat(job.leaseLeftProperty().get()).isEqualTo(LeaseLeft.NOTHING);
        assertThat(messages.text(job.endingProperty().get().orElseThrow()))
                .endsWith("The machine was kept, and is over now.");
    }

    @Test
    void cannotRunAgainWhereAnotherJobIs() {
        fleet.publish(fleet(ofLaunchedRun()));
        var first = jobs.start(keeping());
        keepMachine();

        jobs.start(
                keeping()
                        .on(
                                ofLaunchedRun().id(),
                                Samples.H100.name(),
                                "us-west-3",
                                Afterwards.KEEP));
        pass(Duration.ofSeconds(1));
        assertThat(first.keptProperty().get()).isEmpty();
        assertThat(messages.text(first.endingProperty().get().orElseThrow()))
                .contains("The machine runs on");

        end(started(), new RunOutcome.Cancelled(Step.PREPARE));
        pass(Duration.ofSeconds(1));
        assertThat(first.keptProperty().get()).isPresent();
    }

    @Test
    void stopsAJobAndKeepsItsMachineOnceThatIsOfUse() {
        var job = jobs.start(keeping());
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        assertThat(job.canKeepMachine()).isFalse();

        started().now(run -> RunStates.done(run, Step.CONNECT, 100, 10, new StepNote.None()));
        pass(Duration.ofMinutes(30));
        assertThat(job.canKeepMachine()).isTrue();
        assertThat(messages.text(job.cancelQuestion()))
                .startsWith(
                        "If it is only stopped: its machine runs on for the next job and costs $3.29/h")
                .endsWith("$1.65 so far.");

        job.cancel();

        assertThat(started().isStopped()).isTrue();
        assertThat(started().isCancelled()).isFalse();
        assertThat(job.cancellingProperty().get()).isTrue();
    }

    @Test
    void namesItsStepsAfterWhatItDoes() {
        var spec =
                keeping()
                        .on(
                                ofLaunchedRun().id(),
                                Samples.H100.name(),
                                "us-west-3",
                                Afterwards.KEEP);
        var job = jobs.start(spec);

        assertThat(stepNames(job)).startsWith("Prepare", "Reuse").endsWith("Download", "Keep");
        assertThat(job.steps().getLast().noteProperty().get().map(messages::text))
                .contains("for the next job, until its lease ends");
        assertThat(job.cancelQuestion().key()).isEqualTo("job.cancel.nothing.reuse");

        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        started().now(run -> RunStates.running(run, Step.TERMINATE, 9, new StepNote.Ending(1)));
        assertThat(stepNames(job)).endsWith("Download", "Terminate");
        assertThat(stepNames(jobs.start(spec()))).contains("Launch", "Terminate");
    }

    private List<String> stepNames(JobViewModel job) {
        return job.steps().stream().map(s -> messages.text(s.nameProperty().get())).toList();
    }

    private void keepMachine() {
        started().now(run -> RunStates.launched(run, Samples.H100, "us-west-3", 0));
        started().now(run -> RunStates.done(run, Step.TERMINATE, 3600, 0, new StepNote.Kept()));
        end(started(), new RunOutcome.Succeeded());
    }

    private static JobSpec keeping() {
        return new SpecBuilder(Path.of("project"), Path.of("runs"), "laptop", "train.py")
                .keep()
                .build();
    }
}
