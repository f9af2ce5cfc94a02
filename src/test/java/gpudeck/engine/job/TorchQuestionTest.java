package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.JobError;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.testing.JobFixture;
import gpudeck.testing.JobTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What PyTorch says of its GPU, and what comes of it.
class TorchQuestionTest extends JobTest {

    @ParameterizedTest
    @ValueSource(strings = {"True", "False"})
    void asksPyTorchForItsGpuBeforeAnyScript(String answer) throws Exception {
        torchProject().file("torch/__init__.py", "").file("torch/cuda.py", available(answer));
        given.file("torch/__init__.py", "from . import cuda");

        var run = given.run(given.spec("a.py").results());

        var state = run.state().get();
        assertThat(given.written().commands())
                .anyMatch(c ->
                        c.startsWith("SET_UP uv run python -c ")
                                && c.contains("cuda.is_available()"));
        if (answer.equals("True")) {
            assertThat(state.outcome()).contains(new RunOutcome.Succeeded());
            assertThat(given.written().out()).isEqualTo("ran\n");
        } else {
            assertThatItFailed(run, Step.SET_UP, new JobError.TorchSeesNoGpu());
            assertThat(given.written().out()).isEmpty();
        }
    }

    private static String available(String answer) {
        return "def is_available(): return " + answer;
    }

    /// Of an extra, perhaps, that is not wanted.
    @Test
    void asksNothingOfAPyTorchThatIsNotInstalled() throws Exception {
        torchProject();

        var run = given.run(given.spec("a.py").results());

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
    }

    @Test
    void doesNotAskPyTorchOnAMachineWithoutGpus() throws Exception {
        torchProject().file("torch/__init__.py", "raise SystemExit(3)");

        var run = given.run(given.spec("a.py").types("cpu_4x_general").results());

        assertThat(run.state().get().outcome()).contains(new RunOutcome.Succeeded());
        assertThat(given.written().commands()).noneMatch(c -> c.contains("is_available"));
    }

    @Test
    void tellsABrokenPyTorchFromOneWithoutAGpu() throws Exception {
        torchProject().file("torch/__init__.py", "raise ImportError('libcudart')");

        var run = given.run(given.spec("a.py").results());

        assertThat(run.state().get().outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .isInstanceOfSatisfying(
                                                JobError.SetUpFailed.class,
                                                why -> assertThat(why.exitStatus()).isEqualTo(1)));
    }

    private JobFixture torchProject() throws Exception {
        return given.file("a.py", "print('ran')")
                .file("pyproject.toml", "[project]\nname = 'p'\nversion = '1'\n")
                .file("uv.lock", "version = 1\n[[package]]\nname = 'torch'\nversion = '2.9.1'\n");
    }
}
