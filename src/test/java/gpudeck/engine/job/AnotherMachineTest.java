package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.MachineFault;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepState;
import gpudeck.engine.job.JobRun.WhenInterrupted;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.sim.fault.LaunchFault.Defect;
import gpudeck.testing.JobFixture;
import gpudeck.testing.JobTest;
import gpudeck.testing.SpecBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes of a bad machine in the place of which another one may be tried.
class AnotherMachineTest extends JobTest {

    private static final Defect BAD = new LaunchFault.Xid(0, 79);
    private static final MachineFault.Xid FALLEN = new MachineFault.Xid("0000:05:00", 79);

    @Test
    void triesAnotherMachineInThePlaceOfABadOne() throws Exception {
        given.file("a.py", "print('here')");
        simulator().faults().nextLaunch(BAD);

        var run = given.run(given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER).results());

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(given.written().out()).isEqualTo("here\n");
        var bad = state.discarded().getFirst();
        assertThat(bad.why())
                .isInstanceOfSatisfying(
                        JobError.GpuCheckFailed.class,
                        why -> assertThat(why.faults()).containsExactly(FALLEN));
        assertThat(bad.instance()).isNotEqualTo(state.instance().orElseThrow());
        assertThat(bad.region()).isNotEqualTo(state.region().orElseThrow());
        assertThat(bad.endedAt()).isBefore(state.launchedAt().orElseThrow());
        var both = state.discarded().getFirst().cost();
        assertThat(state.costSoFar(given.engine().time().now())).isGreaterThan(both);
        assertThat(given.journal().runs().find(run.id()).orElseThrow().state().discarded())
                .isEqualTo(state.discarded());
        assertThatBothWerePaidForAndEnded();
        assertThatItEnded(state);
    }

    @Test
    void triesAnotherMachineAlsoForARunThatWasTakenUp() throws Exception {
        given.file("a.py", "print('here')");
        simulator().faults().nextLaunch(BAD);
        var run = left(given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER).results());

        var taken = given.attach(run.id());

        assertThat(taken.run()).isEqualTo(new RunOutcome.Succeeded());
        assertThat(given.written().out()).isEqualTo("here\n");
        assertThat(taken.state().get().discarded()).hasSize(1);
        assertThatBothWerePaidForAndEnded();
        assertThatItEnded(taken.state().get());
    }

    @Test
    void buysNoOtherMachineForWhatCannotBeBegunThere() throws Exception {
        given.file("a.py", "print('never')");
        simulator().faults().nextLaunch(BAD);
        var spec = given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER);
        var run = left(spec.variable("TOKEN", "secret", true));

        var taken = given.attach(run.id());
        taken.run();

        assertThat(failedCheck(taken.state().get()).faults()).containsExactly(FALLEN);
        assertThat(taken.state().get().discarded()).isEmpty();
        assertThatItEnded(taken.state().get());
    }

    /// A run that is left alone while its machine boots.
    private JobRun left(SpecBuilder spec) throws Exception {
        var run = given.start(spec);
        JobFixture.await(run, state -> state.step(Step.BOOT) instanceof StepState.Running);
        run.leave();
        given.awaitOver(run);
        return run;
    }

    @Test
    void stopsWhenTheOtherMachineIsBadToo() throws Exception {
        given.file("a.py", "print('never')");
        simulator().faults().nextLaunch(BAD);
        simulator().faults().nextLaunch(new LaunchFault.EccErrors(0, 3));

        var run = given.run(given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER));

        var state = run.state().get();
        assertThat(failedCheck(state).faults()).containsExactly(new MachineFault.EccErrors(0, 3));
        assertThat(failedCheck(state).soFar()).isGreaterThan(state.discarded().getFirst().cost());
        assertThat(state.discarded()).hasSize(1);
        assertThatBothWerePaidForAndEnded();
        assertThatItEnded(state);
    }

    /// The first was bought: this is no run that cost nothing.
    @Test
    void failsWhenThereIsNoOtherMachine() throws Exception {
        given.file("a.py", "print('never')");
        simulator().faults().nextLaunch(BAD);
        var run = given.start(given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER));
        JobFixture.await(run, state -> state.instance().isPresent());
        sellOutEverywhere("gpu_1x_a10");
        simulator().sellOut("gpu_1x_a10", "us-west-1");

        var state = given.awaitOver(run);

        assertThat(state.outcome())
                .contains(
                        new RunOutcome.Failed(
                                Step.LAUNCH, new JobError.NoCapacity(List.of("gpu_1x_a10"), "")));
        assertThat(state.discarded()).hasSize(1);
        assertThat(state.costSoFar(given.engine().time().now())).isGreaterThan(Cents.ZERO);
        assertThatNothingRuns();
    }

    @Test
    void triesNoOtherMachineOnceItIsCancelled() throws Exception {
        given.file("a.py", "print('never')");
        simulator().faults().nextLaunch(BAD, new LaunchFault.StaysActive(Duration.ofSeconds(2)));
        var run = given.start(given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER));
        JobFixture.await(run, s -> s.step(Step.TERMINATE) instanceof StepState.Running);

        run.cancel();

        var state = given.awaitOver(run);
        assertThat(failedCheck(state).faults()).containsExactly(FALLEN);
        assertThat(state.discarded()).isEmpty();
        assertThat(simulator().launches()).isEqualTo(1);
        assertThatItEnded(state);
    }

    @Test
    void triesNoOtherMachineOnceItsThreadIsInterrupted() throws Exception {
        given.file("a.py", "print('never')");
        simulator().faults().nextLaunch(BAD, new LaunchFault.StaysActive(Duration.ofSeconds(2)));
        var run =
                given.engine()
                        .jobs()
                        .prepare(
                                given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER).build(),
                                given.written());
        var thread = Thread.ofVirtual().start(() -> run.run(WhenInterrupted.CANCEL));
        JobFixture.await(run, s -> s.step(Step.TERMINATE) instanceof StepState.Running);

        thread.interrupt();

        assertThat(given.awaitOver(run).discarded()).isEmpty();
        assertThat(simulator().launches()).isEqualTo(1);
        assertThatNothingRuns();
    }

    /// An end that cannot be proved may be a machine that costs: a second would cost as well.
    @Test
    void triesNoOtherMachineUnlessTheEndOfTheFirstIsProved() throws Exception {
        given.close();
        given = new JobFixture(simulated, folder, 100); // a quarter of an hour is waited for it
        given.file("a.py", "print('never')");
        simulator().faults().nextLaunch(BAD);
        simulator().faults().always("POST", TERMINATE, Fault.serverError());

        var run = given.run(given.spec("a.py").gpuCheck(GpuCheck.TRY_ANOTHER));

        assertThat(run.state().get().endedAt()).isEmpty();
        assertThat(simulator().launches()).isEqualTo(1);
        simulator().faults().clear();
    }

    /// What the first one used of the limits is not there for the second.
    @Test
    void givesTheOtherMachineWhatIsLeftOfTheLimits() throws Exception {
        given.file("a.py", "print('here')");
        simulator().faults().nextLaunch(BAD);

        var run =
                given.run(
                        given.spec("a.py")
                                .gpuCheck(GpuCheck.TRY_ANOTHER)
                                .lease(Duration.ofHours(2))
                                .money(200)
                                .results());

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        var launches = given.journal().launches().of(run.id());
        var bad = state.discarded().getFirst();
        assertThat(launches).hasSize(2);
        assertThat(launches.getLast().lease().longest())
                .isCloseTo(Duration.ofHours(2).minus(bad.life()), Duration.ofMillis(1));
        assertThat(launches.getLast().lease().budget())
                .contains(new Cents(200 - bad.cost().value()));
    }

    private void assertThatBothWerePaidForAndEnded() {
        assertThat(simulator().bills()).hasSize(2).noneMatch(bill -> bill.isOpen());
        assertThat(simulator().launches()).isEqualTo(2);
    }
}
