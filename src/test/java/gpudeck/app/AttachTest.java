package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.ProgramProcess;
import gpudeck.testing.SimulatorExtension;
import gpudeck.testing.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that outlive their programs, as processes.
@Tag("sim")
@EnabledOnOs(OS.LINUX)
class AttachTest {

    @RegisterExtension private final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir private Path folder;

    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("work"));
        Files.writeString(
                project.resolve("a.py"),
                """
                import os, time
                print("first line", flush=True)
                while not os.path.exists("go"):
                    time.sleep(0.01)
                os.makedirs("results")
                open("results/made.txt", "w").write("made")
                print("last line", flush=True)
                """);
    }

    /// A guardian goes by itself once nothing is left.
    @AfterEach
    void endWhatIsLeft() throws Exception {
        run("reconcile", "--terminate-mine");
    }

    private Map<String, String> environment() {
        var simulator = simulated.simulator();
        return Map.of(
                "LAMBDA_API_KEY",
                simulator.apiKey(),
                "LAMBDA_API_URL",
                simulator.apiUrl().toString(),
                "GPUDECK_SSH_KEY",
                simulated.key().privateKey().toString());
    }

    private ProgramProcess.Ended run(String... arguments) throws Exception {
        return ProgramProcess.run(folder, environment(), arguments);
    }

    private ProgramProcess start(String... arguments) throws Exception {
        return ProgramProcess.start(folder, environment(), List.of(), arguments);
    }

    private String[] job(String... more) {
        return Stream.concat(
                        Stream.of(
                                "run",
                                "--type",
                                "gpu_1x_a10",
                                "--project",
                                project.toString(),
                                "--script",
                                "a.py",
                                "--result",
                                "results/",
                                "--out",
                                folder.resolve("out").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private void go() throws IOException {
        Files.writeString(
                simulated.simulator().machines().getFirst().home().resolve("project/go"), "");
    }

    private Path made() throws IOException {
        try (var runs = Files.list(folder.resolve("out"))) {
            return runs.findFirst().orElseThrow().resolve("results/made.txt");
        }
    }

    private boolean nothingIsBilled() {
        return simulated.simulator().bills().stream().allMatch(b -> b.endedAt().isPresent());
    }

    @Test
    void aJobIsLeftAloneAndTakenUpLater() throws Exception {
        var left = run(job("--detach"));
        assertThat(left.status()).as(left.err()).isZero();
        assertThat(left.err()).contains("gpudeck attach ").contains("Left running");
        assertThat(nothingIsBilled()).isFalse();
        go();

        var attached = run("attach");

        assertThat(attached.status()).as(attached.err()).isZero();
        assertThat(attached.out()).isEqualTo("first line\nlast line\n");
        assertThat(made()).hasContent("made");
        assertThat(nothingIsBilled()).isTrue();
        assertThat(run("attach").err()).contains("No run is left running.");
        assertThat(simulated.simulator().launches()).isEqualTo(1);
    }

    @Test
    void ctrlCLeavesAnAttachedJobRunning() throws Exception {
        run(job("--detach"));
        try (var attached = start("attach")) {
            attached.awaitText("first line");
            attached.signal("INT");
            assertThat(attached.await().err()).contains("Left running");
        }
        assertThat(nothingIsBilled()).isFalse();
        go();

        assertThat(run("attach").out()).endsWith("last line\n");
        assertThat(made()).hasContent("made");
        assertThat(nothingIsBilled()).isTrue();
    }

    @Test
    void aKilledProgramsJobIsTakenUpWhereItStands() throws Exception {
        try (var job = start(job())) {
            job.awaitText("first line");
            job.signal("KILL");
            job.await();
        }
        go();

        var attached = run("attach");

        assertThat(attached.status()).as(attached.err()).isZero();
        assertThat(attached.out()).isEqualTo("first line\nlast line\n");
        assertThat(made()).hasContent("made");
        Until.met("the end of the machine", this::nothingIsBilled);
        assertThat(simulated.simulator().launches()).isEqualTo(1);
    }
}
