package gpudeck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepState;
import gpudeck.engine.job.JobRun;
import gpudeck.sim.Simulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Whole jobs over real HTTP and real SSH, against the simulator.
public abstract class JobTest {

    protected static final String LAUNCH = "/instance-operations/launch";
    protected static final String TERMINATE = "/instance-operations/terminate";

    @RegisterExtension protected final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir protected Path folder;

    protected JobFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new JobFixture(simulated, folder);
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    protected Simulator simulator() {
        return simulated.simulator();
    }

    protected void sellOutEverywhere(String type) throws Exception {
        var catalog = given.engine().catalog();
        catalog.refresh();
        for (var region : catalog.catalog().get().offer(type).orElseThrow().openRegions()) {
            simulator().sellOut(type, region.name());
        }
    }

    /// Not one machine is left, here or there, and none is waited for.
    protected void assertThatNothingRuns() throws Exception {
        assertThat(given.engine().fleet().fleet().get().billed()).isEmpty();
        assertThat(given.engine().jobs().active().get()).isEmpty();
        Until.met(
                "no process is left on the machines",
                () -> simulator().machines().stream().allMatch(m -> m.processes().isEmpty()));
    }

    protected void assertThatItFailed(JobRun run, Step during, Problem why) throws Exception {
        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Failed(during, why));
        assertThatItEnded(state);
    }

    /// Its instance is over, and that was the last thing it did.
    protected void assertThatItEnded(RunState state) throws Exception {
        assertThat(state.step(Step.TERMINATE)).isInstanceOf(StepState.Done.class);
        assertThat(state.endedAt()).isPresent();
        assertThatNothingRuns();
    }

    /// What the look at its machine found.
    protected static JobError.GpuCheckFailed failedCheck(RunState state) {
        assertThat(state.outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.during()).isEqualTo(Step.CHECK_GPU);
                            assertThat(failed.why()).isInstanceOf(JobError.GpuCheckFailed.class);
                        });
        return (JobError.GpuCheckFailed) ((RunOutcome.Failed) state.outcome().orElseThrow()).why();
    }

    /// Refused before anything was bought.
    protected void assertThatItWasNotLaunched(JobRun run, Problem why) throws Exception {
        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.NotLaunched(why));
        assertThat(state.instance()).isEmpty();
        assertThat(simulator().launches()).isZero();
        assertThatNothingRuns();
    }
}
