package gpudeck.ssh.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.ssh.project.ProjectFiles.Entry;
import gpudeck.ssh.project.ProjectFiles.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {

    @TempDir private Path project;

    @Test
    void takesAllButGitAndWhatTheRulesLeaveOut() throws Exception {
        write(".gitignore", "*.log\n/build/\n!keep.log\n");
        write("train.py", "x");
        write("a.log", "x");
        write("keep.log", "x");
        write("build/out", "x");
        write("src/build/in", "x");
        write(".git/HEAD", "x");
        write("src/.git", "gitdir: elsewhere");

        var files = ProjectFiles.scan(project, List.of());

        assertThat(names(files))
                .containsExactly(
                        ".gitignore", "keep.log", "src", "src/build", "src/build/in", "train.py");
        assertThat(files.omitted().topLevel()).containsExactlyInAnyOrder(".git", "a.log", "build");
        assertThat(files.fileCount()).isEqualTo(4);
    }

    @Test
    void leavesTheApiKeyAtHome() throws Exception {
        write(".env", "# settings\nLAMBDA_API_KEY=secret_one\n");
        write("deploy/.env.local", "export LAMBDA_API_KEY = 'secret_one'");
        write("tests/.env", "HF_TOKEN=x\n#LAMBDA_API_KEY=y\n");
        write(".env.example", "LAMBDA_API_KEY=\nHF_TOKEN=\n");

        var files = ProjectFiles.scan(project, List.of());

        assertThat(names(files)).containsExactly(".env.example", "deploy", "tests", "tests/.env");
        assertThat(files.omitted().topLevel()).containsExactly(".env");
    }

    @Test
    void letsNearerRulesWin() throws Exception {
        write(".gitignore", "*.bin\n");
        write("models/.gitignore", "!best.bin\n");
        write("models/best.bin", "x");
        write("models/last.bin", "x");

        assertThat(names(ProjectFiles.scan(project, List.of())))
                .contains("models/best.bin")
                .doesNotContain("models/last.bin");
    }

    @Test
    void letsItsOwnRulesWinOverGits() throws Exception {
        write(".gitignore", "data/\n");
        write(".gpudeckignore", "!data/\nnotes/\n");
        write("data/train.csv", "x");
        write("notes/n.md", "x");

        assertThat(names(ProjectFiles.scan(project, List.of())))
                .contains("data/train.csv")
                .doesNotContain("notes/n.md");
    }

    @Test
    void leavesOutWhatTheUserExcludes() throws Exception {
        write("data/big.bin", "x");
        write("data/small.csv", "x");
        write("run.py", "x");

        assertThat(names(ProjectFiles.scan(project, List.of("data/big.bin", "./run.py"))))
                .containsExactly("data", "data/small.csv");
    }

    @Test
    void keepsLinksAndEmptyFoldersAndCountsBytes() throws Exception {
        Files.createDirectories(project.resolve("empty"));
        write("five", "12345");
        var five = project.resolve("five");
        Files.setLastModifiedTime(five, FileTime.fromMillis(1500));
        assertThat(five.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(project.resolve("loop"), project);

        var files = ProjectFiles.scan(project, List.of());

        assertThat(files.entries())
                .containsExactly(
                        new Entry("empty", Kind.FOLDER, 0, 0, false, ""),
                        new Entry("five", Kind.FILE, 5, 1_500_000_000L, true, ""),
                        new Entry("loop", Kind.SYMLINK, 0, 0, false, project.toString()));
        assertThat(files.bytes()).isEqualTo(5);
    }

    @Test
    void canBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ProjectFiles.scan(project, List.of()))
                .isInstanceOf(InterruptedException.class);
    }

    private void write(String name, String text) throws IOException {
        var file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> names(ProjectFiles files) {
        return files.entries().stream().map(ProjectFiles.Entry::path).toList();
    }
}
