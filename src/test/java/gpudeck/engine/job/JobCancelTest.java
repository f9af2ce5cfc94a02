package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.JobFixture;
import gpudeck.testing.JobTest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Cancel works in every step, and the instance is ended all the same.
class JobCancelTest extends JobTest {

    private static final String ENDLESS =
            "import time; print('started', flush=True); time.sleep(600)";

    @Test
    void beforeItBegins() throws Exception {
        given.file("a.py", ENDLESS);
        var run = given.engine().jobs().prepare(given.spec("a.py").build(), given.written());

        run.cancel();
        run.run();

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Cancelled(Step.PREPARE));
        assertThat(simulator().launches()).isZero();
        assertThatNothingRuns();
    }

    @Test
    void whileItWaitsForCapacity() throws Exception {
        given.file("a.py", ENDLESS);
        sellOutEverywhere("gpu_1x_a10");
        var run = given.start(given.spec("a.py").waitForCapacity());
        JobFixture.await(
                run,
                state ->
                        state.step(Step.LAUNCH)
                                instanceof StepState.Running(_, StepNote.WaitingForCapacity _));

        run.cancel();

        assertThat(given.awaitOver(run).outcome()).contains(new RunOutcome.Cancelled(Step.LAUNCH));
        assertThat(simulator().launches()).isZero();
        assertThatNothingRuns();
    }

    /// To end the machine that may have been made takes its id.
    @Test
    void whileTheAnswerToTheLaunchIsLost() throws Exception {
        given.file("a.py", ENDLESS);
        simulator().faults().next("POST", LAUNCH, new Fault.LostReply());
        simulator().faults().next("GET", "/instances", Fault.serverError(), 3);
        var run = given.start(given.spec("a.py"));
        JobFixture.await(
                run,
                state ->
                        state.step(Step.LAUNCH)
                                instanceof StepState.Running(_, StepNote.LookingForLaunch _));

        run.cancel();

        var state = given.awaitOver(run);
        assertThat(state.outcome()).get().isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(state.instance()).isPresent();
        assertThatItEnded(state);
    }

    @Test
    void whileTheInstanceBoots() throws Exception {
        given.file("a.py", ENDLESS);
        simulator().faults().nextLaunch(new LaunchFault.NeverActive());

        cancelsDuring(Step.BOOT);
    }

    @Test
    void whileItWaitsForSsh() throws Exception {
        given.file("a.py", ENDLESS);
        simulator().faults().nextLaunch(new LaunchFault.SshNever());

        cancelsDuring(Step.CONNECT);
    }

    @Test
    void whileAScriptRuns() throws Exception {
        given.file("a.py", ENDLESS);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");

        run.cancel();

        var state = given.awaitOver(run);
        assertThat(state.outcome()).contains(new RunOutcome.Cancelled(Step.SCRIPTS));
        assertThat(state.step(Step.DOWNLOAD)).isEqualTo(new StepState.Skipped());
        assertThatItEnded(state);
    }

    @Test
    void whileItIsEndingIsNoReasonToStop() throws Exception {
        given.file("a.py", "print('x')");
        simulator().faults().nextLaunch(new LaunchFault.KeepsSayingActive(6));
        var run = given.start(given.spec("a.py").results());
        JobFixture.await(run, state -> state.current().equals(Optional.of(Step.TERMINATE)));

        run.cancel();

        var state = given.awaitOver(run);
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThatItEnded(state);
    }

    @Test
    void endingAllThatIsMineCancelsTheJobsToo() throws Exception {
        given.file("a.py", ENDLESS);
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");

        assertThat(given.engine().endAllMine(Duration.ofMinutes(10))).isEmpty();

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Cancelled(Step.SCRIPTS));
        assertThatNothingRuns();
    }

    private void cancelsDuring(Step step) throws Exception {
        var run = given.start(given.spec("a.py"));
        JobFixture.await(run, state -> state.current().equals(Optional.of(step)));

        run.cancel();

        var state = given.awaitOver(run);
        assertThat(state.outcome()).contains(new RunOutcome.Cancelled(step));
        assertThatItEnded(state);
    }
}
