package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.StepNote;
import gpudeck.domain.job.StepState;
import gpudeck.sim.fault.Fault;
import gpudeck.testing.JobFixture;
import gpudeck.testing.JobTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Jobs that go well.
class JobOverSimulatorTest extends JobTest {

    private static final String PROJECT =
            "[project]\nname = 'p'\nversion = '1'\ndependencies = []\n";

    @Test
    void runsTheScriptsBringsTheResultsAndEndsTheInstance() throws Exception {
        given.file("pyproject.toml", PROJECT)
                .file(
                        "train.py",
                        """
                        import os, sys
                        os.makedirs("results")
                        open("results/metrics.csv", "w").write("loss,0.5")
                        print("trained", sys.argv[1:])
                        print("careful", file=sys.stderr)
                        """)
                .file("evaluate.py", "print(open('results/metrics.csv').read())");

        var run = given.run(given.spec("train.py", "evaluate.py"));

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(state.steps().values()).allMatch(step -> step instanceof StepState.Done);
        assertThat(state.step(Step.TERMINATE))
                .isInstanceOfSatisfying(
                        StepState.Done.class,
                        done -> assertThat(done.note()).isEqualTo(new StepNote.None()));
        assertThat(given.written().out()).isEqualTo("trained []\nloss,0.5\n");
        assertThat(given.written().err()).contains("careful\n");
        assertThat(given.written().commands())
                .containsSubsequence(
                        "SET_UP uv sync",
                        "SCRIPTS uv run python train.py",
                        "SCRIPTS uv run python evaluate.py");
        assertThat(run.folder().resolve("results/metrics.csv")).hasContent("loss,0.5");
        assertThat(run.folder().resolve("console/1-train.py.out")).hasContent("trained []");
        assertThat(run.folder().resolve("console/1-train.py.err")).hasContent("careful");
        assertThat(run.folder().toFile().list())
                .containsExactlyInAnyOrder("console", "manifest.json", "results");
        assertThat(state.resultFiles()).isEqualTo(1);
        assertThatItEnded(state);
    }

    @Test
    void setsUpAProjectThatHasOnlyRequirements() throws Exception {
        given.file("requirements.txt", "# none\n").file("a.py", "import sys; print(sys.prefix)");

        var run = given.run(given.spec("a.py").results());

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(given.written().commands())
                .containsSubsequence(
                        "SET_UP uv venv",
                        "SET_UP uv pip install -r requirements.txt",
                        "SCRIPTS uv run python a.py");
        assertThat(given.written().out()).contains("project/.venv");
    }

    @Test
    void runsAPlainProjectWithTheMachinesOwnPython() throws Exception {
        given.file("a.py", "print('plain')");

        var run = given.run(given.spec("a.py").results());

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(state.step(Step.SET_UP)).isEqualTo(new StepState.Skipped());
        assertThat(state.step(Step.DOWNLOAD)).isEqualTo(new StepState.Skipped());
        assertThat(given.written().commands()).containsExactly("SCRIPTS python3 a.py");
    }

    @Test
    void keepsNamesArgumentsAndVariablesToTheLetter() throws Exception {
        var strange = "it's \"a\" $HOME\nn\u00e4me;";
        given.file(
                        "my scripts/l\u00f6s 'los'.py",
                        """
                        import os, sys
                        print(sys.argv[1] == open("data/" + sys.argv[1]).read(), sys.argv[2:])
                        print(os.environ["TOKEN"])
                        os.makedirs("results")
                        open("results/" + sys.argv[1], "w").write("r")
                        print(os.path.exists("too.big"))
                        """)
                .file("data/" + strange, strange)
                .file(".gitignore", "*.big\n")
                .file("too.big", "not sent");

        var run =
                given.run(
                        given.spec()
                                .script("my scripts/l\u00f6s 'los'.py", strange, "", "a  b")
                                .variable("TOKEN", "s3cr3t '\"$x", true)
                                .results("results/", "data/*"));

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(given.written().out()).isEqualTo("True ['', 'a  b']\ns3cr3t '\"$x\nFalse\n");
        assertThat(run.folder().resolve("results").resolve(strange)).hasContent("r");
        assertThat(run.folder().resolve("data").resolve(strange)).exists();
    }

    @Test
    void keepsHiddenValuesOutOfTheJournalAndTheRunsFolder() throws Exception {
        given.file("a.py", "import os; print(len(os.environ['TOKEN']))");

        var run = given.run(given.spec("a.py").variable("TOKEN", "c4nary-value", true).results());

        assertThat(given.written().out()).isEqualTo("12\n");
        assertThat(given.written().commands()).noneMatch(command -> command.contains("c4nary"));
        assertThat(run.state().get().toString()).doesNotContain("c4nary");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .filteredOn(file -> !file.endsWith("a.py"))
                    .allSatisfy(file ->
                            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                                    .doesNotContain("c4nary"));
        }
    }

    @Test
    void takesTheNextRegionWhenOneSellsOutBeforeTheLaunchArrives() throws Exception {
        given.file("a.py", "print('here')");
        simulator().restock("gpu_1x_a10", "us-west-1");
        simulator().faults().next("POST", LAUNCH, Fault.noCapacity());

        var run = given.run(given.spec("a.py").results());

        var state = run.state().get();
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
        assertThat(state.step(Step.LAUNCH))
                .isInstanceOfSatisfying(
                        StepState.Done.class,
                        done ->
                                assertThat(done.note())
                                        .isInstanceOfSatisfying(
                                                StepNote.Place.class,
                                                place -> assertThat(place.attempt()).isEqualTo(2)));
        assertThat(simulator().launches()).isEqualTo(1);
    }

    @Test
    void takesAnotherTypeOnlyWhereThePreferredOneIsSoldOut() throws Exception {
        given.file("a.py", "print('here')");
        sellOutEverywhere("gpu_1x_a10");
        simulator().restock("gpu_1x_h100_pcie", "us-west-3");

        var run = given.run(given.spec("a.py").types("gpu_1x_a10", "gpu_1x_h100_pcie").results());

        assertThat(run.state().get().type().orElseThrow().name()).isEqualTo("gpu_1x_h100_pcie");
        assertThat(run.state().get().region()).contains("us-west-3");
    }

    @Test
    void waitsForCapacityAndThenStarts() throws Exception {
        given.file("a.py", "print('at last')");
        sellOutEverywhere("gpu_1x_a10");

        var run = given.start(given.spec("a.py").waitForCapacity().results());
        JobFixture.await(
                run,
                state ->
                        state.step(Step.LAUNCH)
                                instanceof StepState.Running(_, StepNote.WaitingForCapacity _));
        simulator().restock("gpu_1x_a10", "us-east-1");

        var state = given.awaitOver(run);
        assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
    }

    @Test
    void findsTheMachineOfALaunchWhoseAnswerWasLostAndUsesIt() throws Exception {
        given.file("a.py", "print('found')");
        simulator().faults().next("POST", LAUNCH, new Fault.LostReply());

        var run = given.run(given.spec("a.py").results());

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(simulator().launches()).isEqualTo(1);
        assertThatItEnded(run.state().get());
    }

    @Test
    void showsItsRunsNewestFirstAndWithWhatTheyCost() throws Exception {
        given.file("a.py", "print('x')");
        var first = given.run(given.spec("a.py").name("first").results());
        var second = given.run(given.spec("a.py").name("second").results());

        var history = given.engine().jobs().history();

        assertThat(history)
                .extracting(past -> past.state().spec().name())
                .containsExactly("second", "first");
        assertThat(history)
                .extracting(JobService.PastRun::folder)
                .containsExactly(second.folder(), first.folder());
        assertThat(history.getFirst().state().costSoFar(given.engine().time().now()).value())
                .isPositive();
    }

    /// Another program looks, while the one that does the job lives and when it is gone.
    @Test
    void callsARunInterruptedWhenTheProgramThatDidItIsGone() throws Exception {
        given.file("a.py", "print('started', flush=True); import time; time.sleep(600)");
        var run = given.start(given.spec("a.py"));
        given.written().awaitOut("started");
        assertThat(given.engine().jobs().history().getFirst().state().isOver()).isFalse();

        try (var other = new JobFixture(simulated, folder)) {
            var jobs = other.engine().jobs();
            assertThat(jobs.history().getFirst().state().isOver()).isFalse();

            given.journal().close();
            assertThat(jobs.history().getFirst().state().outcome())
                    .contains(new RunOutcome.Interrupted());
        }

        run.cancel();
        given.awaitOver(run);
    }
}
