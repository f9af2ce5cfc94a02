package gpudeck.viewmodel.job;

import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.FakeJobs;
import gpudeck.testing.RunStates;
import gpudeck.testing.Samples;
import gpudeck.testing.StepwiseBackground;
import gpudeck.testing.TestTime;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftJobsTest {

    private final TestTime time = TestTime.byHand();
    private final Ticker ticker = new Ticker(time.now(), ZoneOffset.UTC);
    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    private final FakeJobs starter = new FakeJobs();
    private final StepwiseBackground background = new StepwiseBackground();
    private final Live live =
            new Live(fleet, new Signal<>(Catalog.UNREAD), new Signal<>(List.of()), ticker);
    private final JobsViewModel jobs =
            new JobsViewModel(starter, Messages.load(), live, time::now, background);
    private final LeftJobs left = new LeftJobs(live, starter::attachable, jobs, background);

    @Test
    void takesUpWhatWasLeftRunningOnceTheAccountIsRead() {
        starter.left(leftRunning(1));
        starter.left(interrupted(2));
        background.runAll();
        assertThat(jobs.jobs()).isEmpty();

        read();

        assertThat(runs()).containsExactly(Samples.run(1));
        assertThat(jobs.openedProperty().get()).isNull();
        assertThat(jobs.runningProperty().get()).isEqualTo(1);

        starter.left(leftRunning(3));
        read();
        assertThat(runs()).containsExactly(Samples.run(1));
    }

    @Test
    void takesUpTheOthersWhenTheirMachineIsKept() {
        starter.left(interrupted(2));
        read();

        left.takeUpOn(List.of(interrupted(2).instance().orElseThrow()));
        background.runAll();

        assertThat(runs()).containsExactly(Samples.run(2));
    }

    @Test
    void saysWhyOneCannotBeTakenUp() {
        read();

        jobs.attach(Samples.run(9));
        background.runAll();

        assertThat(jobs.problemProperty().get().map(Messages.load()::text).orElse(""))
                .contains(Samples.run(9).value(), "cannot be taken up");
        jobs.dismissProblem();
        assertThat(jobs.problemProperty().get()).isEmpty();
    }

    private void read() {
        fleet.publish(fleet(mine(1)));
        background.runAll();
    }

    private List<RunId> runs() {
        return jobs.jobs().stream().map(job -> job.stateProperty().get().id()).toList();
    }

    private static RunState leftRunning(int number) {
        return launched(number).ended(Optional.empty(), new RunOutcome.LeftRunning(Step.SCRIPTS));
    }

    private static RunState interrupted(int number) {
        return launched(number);
    }

    private static RunState launched(int number) {
        var spec = Samples.job(Path.of("project"), Path.of("runs"));
        var begun = RunState.starting(Samples.run(number), spec, Samples.MORNING);
        return RunStates.launched(begun, Samples.H100, "us-west-3", 10);
    }
}
