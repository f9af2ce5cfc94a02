package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepState;
import gpudeck.testing.JobFixture;
import gpudeck.testing.SimulatorExtension;
import gpudeck.testing.TextOutput;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Whole jobs over real HTTP and real SSH, against the simulator.
class JobOverSimulatorTest {

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir Path folder;

    private final TextOutput output = new TextOutput();
    private JobFixture given;

    @BeforeEach
    void open() throws Exception {
        given = new JobFixture(simulated, folder);
    }

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    @Test
    void runsTheScriptsBringsTheResultsAndEndsTheInstance() throws Exception {
        given.file("pyproject.toml", "[project]\nname='p'\nversion='1'\ndependencies=[]\n")
                .file(
                        "train.py",
                        """
                        import os, sys
                        os.makedirs("results")
                        open("results/metrics.csv", "w").write("loss,0.5\\n")
                        print("trained", sys.argv[1:])
                        print("careful", file=sys.stderr)
                        """)
                .file("evaluate.py", "print(open('results/metrics.csv').read().strip())\n");

        var run = run(given.spec("train.py", "evaluate.py"));

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(state.steps().values()).allMatch(step -> step instanceof StepState.Done);
        assertThat(output.out()).isEqualTo("trained []\nloss,0.5\n");
        assertThat(output.err()).contains("careful\n");
        assertThat(output.commands())
                .contains("SET_UP uv sync", "SCRIPTS uv run python train.py")
                .endsWith("SCRIPTS uv run python evaluate.py");
        assertThat(run.folder().resolve("results/metrics.csv")).hasContent("loss,0.5");
        assertThat(run.folder().resolve("console/1-train.py.out")).hasContent("trained []");
        assertThat(run.folder().resolve("console/1-train.py.err")).hasContent("careful");
        assertThat(state.resultFiles()).isEqualTo(1);
        assertThatNothingRuns();
    }

    private JobRun run(JobSpec spec) {
        var run = given.engine().jobs().prepare(spec, output);
        run.run();
        return run;
    }

    private void assertThatNothingRuns() {
        assertThat(given.engine().fleet().fleet().get().billed()).isEmpty();
        assertThat(given.engine().jobs().active().get()).isEmpty();
        assertThat(simulated.simulator().machines()).allMatch(m -> m.processes().isEmpty());
    }
}
