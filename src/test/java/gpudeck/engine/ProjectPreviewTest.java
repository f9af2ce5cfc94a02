package gpudeck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.engine.ProjectPreview.Part;
import gpudeck.engine.job.SetUpPlan;
import gpudeck.ssh.project.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectPreviewTest {

    @TempDir private Path project;

    @Test
    void saysWhatWouldBeSentBiggestFirst() throws Exception {
        write("train.py", 300);
        write("data/train/a.bin", 4_000);
        write("data/b.bin", 1_000);
        write("src/model.py", 300);
        write("notes/a.md", 1);
        Files.createDirectories(project.resolve("empty"));

        assertThat(preview())
                .isEqualTo(
                        new ProjectPreview(
                                project,
                                5,
                                5_601,
                                List.of(
                                        new Part("data", true, 2, 5_000),
                                        new Part("src", true, 1, 300),
                                        new Part("train.py", false, 1, 300),
                                        new Part("notes", true, 1, 1),
                                        new Part("empty", true, 0, 0)),
                                List.of(),
                                List.of("train.py", "src/model.py"),
                                "python3"));
    }

    @Test
    void leavesOutWhatIsIgnoredOrExcluded() throws Exception {
        Files.writeString(project.resolve(".gitignore"), ".venv/\n*.log\n");
        write(".git/HEAD", 10);
        write(".venv/lib/run.py", 10);
        write("out.log", 10);
        write("data/deep/a.bin", 10);
        write("data/b.bin", 20);
        write("scratch/run.py", 10);
        write("run.py", 10);

        var preview = preview("scratch", "data/deep");

        assertThat(preview.leftOut())
                .containsExactlyInAnyOrder(".git", ".venv", "out.log", "scratch");
        assertThat(preview.folders())
                .containsExactly(
                        new Part("data", true, 1, 20),
                        new Part(".gitignore", false, 1, 13),
                        new Part("run.py", false, 1, 10));
        assertThat(preview.files()).isEqualTo(3);
        assertThat(preview.scripts()).containsExactly("run.py");
    }

    @Test
    void looksIntoAnEmptyFolder() throws Exception {
        assertThat(preview())
                .isEqualTo(
                        new ProjectPreview(
                                project, 0, 0, List.of(), List.of(), List.of(), "python3"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void countsALinkAsItselfAndDoesNotFollowIt() throws Exception {
        write("data/a.bin", 100);
        Files.createSymbolicLink(project.resolve("loop"), project);
        Files.createSymbolicLink(project.resolve("nowhere.py"), Path.of("not there"));

        assertThat(preview().folders())
                .containsExactly(
                        new Part("data", true, 1, 100),
                        new Part("loop", false, 1, 0),
                        new Part("nowhere.py", false, 1, 0));
        assertThat(preview().scripts()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesAnyName() throws Exception {
        write("my 'own' \"data\"/größe 数据.bin", 30);
        write("two\nlines/train it.py", 20);
        write("$(rm -rf ~).py", 10);

        var preview = preview();

        assertThat(preview.folders())
                .containsExactly(
                        new Part("my 'own' \"data\"", true, 1, 30),
                        new Part("two\nlines", true, 1, 20),
                        new Part("$(rm -rf ~).py", false, 1, 10));
        assertThat(preview.scripts()).containsExactly("$(rm -rf ~).py", "two\nlines/train it.py");
    }

    @Test
    void offersLikelyScriptsFirst() throws Exception {
        for (var name :
                List.of(
                        "utils.py",
                        "Train-llama.py",
                        "2_eval.py",
                        "main.py",
                        "training.py",
                        "setup.py",
                        "conftest.py",
                        "__init__.py",
                        "test_main.py",
                        "main_test.py",
                        ".hidden.py",
                        "run.sh",
                        "scripts/run.py",
                        "scripts/aside.py",
                        "scripts/__init__.py",
                        "src/pkg/main.py",
                        "tests/run.py",
                        "src/tests/run.py",
                        "venv/lib/run.py",
                        ".cache/run.py")) {
            write(name, 1);
        }

        assertThat(preview().scripts())
                .containsExactly(
                        "2_eval.py",
                        "Train-llama.py",
                        "main.py",
                        "training.py",
                        "utils.py",
                        "scripts/run.py",
                        "scripts/aside.py",
                        "src/pkg/main.py");
    }

    @Test
    void offersNotMoreScriptsThanOneCanLookThrough() throws Exception {
        for (int i = 0; i < 250; i++) {
            write("job_%03d.py".formatted(i), 0);
        }
        write("main.py", 0);

        assertThat(preview().scripts())
                .hasSize(200)
                .startsWith("main.py", "job_000.py")
                .endsWith("job_198.py");
    }

    @ParameterizedTest
    @CsvSource({
        "pyproject.toml, UV_SYNC, uv sync",
        "uv.lock, UV_SYNC, uv sync",
        "requirements.txt, UV_REQUIREMENTS, uv pip install -r requirements.txt",
        "requirements.txt pyproject.toml, UV_SYNC, uv sync",
        "lib/pyproject.toml, PLAIN_PYTHON, python3",
        "pyproject.toml/a requirements.txt/b uv.lock/c, PLAIN_PYTHON, python3",
        "train.py, PLAIN_PYTHON, python3"
    })
    void tellsHowTheMachineIsSetUp(String files, SetUpPlan plan, String label) throws Exception {
        for (var file : files.split(" ", -1)) {
            write(file, 1);
        }

        assertThat(SetUpPlan.of(ProjectFiles.scan(project, List.of()))).isEqualTo(plan);
        assertThat(preview().setUp()).isEqualTo(label);
    }

    @Test
    void goesByWhatIsSent() throws Exception {
        write("pyproject.toml", 1);
        write("requirements.txt", 1);

        assertThat(preview("pyproject.toml").setUp())
                .isEqualTo("uv pip install -r requirements.txt");
    }

    @Test
    void refusesWhatIsNoFolder() throws Exception {
        write("file", 1);

        assertThatThrownBy(() -> ProjectPreview.of(project.resolve("none"), List.of()))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ProjectPreview.of(project.resolve("file"), List.of()))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void canBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::preview).isInstanceOf(InterruptedException.class);
    }

    private ProjectPreview preview(String... excluded) throws IOException, InterruptedException {
        return ProjectPreview.of(project, List.of(excluded));
    }

    private void write(String name, int bytes) throws IOException {
        var file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
