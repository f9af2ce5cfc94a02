package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.ApiKey;
import gpudeck.store.DataFolder;
import gpudeck.store.HeldFile;
import gpudeck.testing.ProgramProcess;
import gpudeck.testing.SimulatorExtension;
import gpudeck.testing.SleepStandIn;
import gpudeck.testing.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The guardian as the process that it is, beside real commands.
@Tag("sim")
@EnabledOnOs(OS.LINUX)
class GuardianTest {

    @RegisterExtension private final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir private Path folder;

    @AfterEach
    void endGuardians() {
        guardian().ifPresent(ProcessHandle::destroyForcibly);
    }

    private Map<String, String> environment() {
        var simulator = simulated.simulator();
        return Map.of(
                "PATH",
                folder.resolve("bin") + ":" + System.getenv("PATH"),
                "LAMBDA_API_KEY",
                simulator.apiKey(),
                "LAMBDA_API_URL",
                simulator.apiUrl().toString(),
                "GPUDECK_SSH_KEY",
                simulated.key().privateKey().toString(),
                "GPUDECK_GUARDIAN_GRACE_SECONDS",
                "1");
    }

    private ProgramProcess.Ended run(String... arguments) throws Exception {
        return ProgramProcess.run(folder, environment(), arguments);
    }

    private ProgramProcess start(String... arguments) throws Exception {
        return ProgramProcess.start(folder, environment(), List.of(), arguments);
    }

    private Path home() {
        return folder.resolve("home");
    }

    private boolean isGuarded() {
        var fingerprint = new ApiKey(simulated.simulator().apiKey()).fingerprint();
        return HeldFile.isHeld(new DataFolder(home()).guardian(fingerprint));
    }

    private Optional<ProcessHandle> guardian() {
        return ProcessHandle.allProcesses()
                .filter(process -> isGuardian(Path.of("/proc", Long.toString(process.pid()))))
                .findFirst();
    }

    /// Java tells no arguments where they are long.
    private boolean isGuardian(Path process) {
        try {
            return text(process.resolve("cmdline"))
                    .contains("\0guardian\0--home\0" + home() + "\0");
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private boolean nothingIsBilled() {
        return simulated.simulator().machines().stream().allMatch(m -> m.processes().isEmpty());
    }

    @Test
    void endsWhatALaunchLeftRunningWhenItsLeaseIsOverAndKeepsTheComputerAwakeForIt()
            throws Exception {
        var inhibit = SleepStandIn.in(folder.resolve("bin"), "systemd-inhibit");

        var launched = run("launch", "--type", "gpu_1x_a10", "--lease", "4s");

        assertThat(launched.status()).as(launched.err()).isZero();
        assertThat(isGuarded()).isTrue();
        Until.met("the computer is kept awake", () -> inhibit.holds().size() == 1);
        Until.met("the end of the lease", this::nothingIsBilled);
        Until.met("the end of the guardian", () -> !isGuarded() && guardian().isEmpty());
        Until.met("it may fall asleep", () -> inhibit.ends().size() == 1);
        assertThat(simulated.simulator().launches()).isEqualTo(1);
    }

    /// The classes that a package keeps ready can be used under its own options only.
    @Test
    void startsOnWhatAPackageHasReadyAndHearsWhatIsSet() throws Exception {
        var options = Path.of("jlink/jvm.options").toAbsolutePath();
        var classes = folder.resolve("command.aot");
        var flags = List.of("-Dgpudeck.jvm.options=" + options, "-Dgpudeck.command.aot=" + classes);
        var environment = new HashMap<>(environment());
        environment.put("GPUDECK_KEEP_AWAKE", "No");
        try (var launch =
                ProgramProcess.start(
                        folder, environment, flags, "launch", "--type", "gpu_1x_a10")) {
            var launched = launch.await();
            assertThat(launched.status()).as(launched.err()).isZero();
        }

        assertThat(isGuarded()).isTrue();
        var process = Path.of("/proc", Long.toString(guardian().orElseThrow().pid()));
        assertThat(text(process.resolve("environ"))).contains("\0GPUDECK_KEEP_AWAKE=no\0");
        assertThat(text(process.resolve("cmdline")))
                .contains("\0@" + options + "\0-XX:AOTCache=" + classes + "\0-Xmx48m\0");
    }

    @Test
    void endsWhatAKilledProgramLeft() throws Exception {
        try (var job = startJob()) {
            job.signal("KILL");

            Until.met("the end of what it left", this::nothingIsBilled);
            Until.met("the end of the guardian", () -> !isGuarded());
        }
        assertThat(simulated.simulator().launches()).isEqualTo(1);
    }

    @Test
    void isStartedAgainWhenItDies() throws Exception {
        var inhibit = SleepStandIn.in(folder.resolve("bin"), "systemd-inhibit");
        try (var job = startJob()) {
            Until.met("the computer is kept awake", () -> inhibit.holds().size() == 1);
            var first = guardian().orElseThrow();
            first.destroyForcibly();
            first.onExit().join();

            Until.met("another guardian", () -> isGuarded() && guardian().isPresent());

            assertThat(guardian().orElseThrow().pid()).isNotEqualTo(first.pid());
            Until.met("the new one keeps it awake", () -> inhibit.holds().size() == 2);
            Until.met("the first one does no more", () -> inhibit.ends().size() == 1);
            job.signal("TERM");
            assertThat(job.await().status()).isEqualTo(143);
        }
    }

    @Test
    void isSmallStandsApartFromTheTerminalAndKnowsTheKeyByItsPipeOnly() throws Exception {
        try (var job = startJob()) {
            var guardian = guardian().orElseThrow();
            var process = Path.of("/proc", Long.toString(guardian.pid()));
            var session =
                    Files.readString(process.resolve("stat"))
                            .replaceFirst(".*\\) ", "")
                            .split(" ", -1)[3];
            var key = simulated.simulator().apiKey();

            assertThat(session).isEqualTo(Long.toString(guardian.pid()));
            assertThat(text(process.resolve("cmdline"))).doesNotContain(key).contains("-Xmx48m");
            assertThat(text(process.resolve("environ"))).doesNotContain(key);
            assertThat(classesOf(guardian))
                    .contains("gpudeck.engine.custody.Guardian")
                    .doesNotContain("javafx")
                    .doesNotContain("gpudeck.view");
            job.signal("TERM");
            job.await();
        }
    }

    /// As the virtual machine names them.
    private static String classesOf(ProcessHandle process) throws IOException {
        var jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(process.pid()),
                                "VM.classes")
                        .redirectErrorStream(true)
                        .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Returns when its script runs.
    private ProgramProcess startJob() throws Exception {
        var project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(
                project.resolve("long.py"),
                "import time\nprint('at work', flush=True)\ntime.sleep(600)\n");
        var job =
                start(
                        "run",
                        "--type",
                        "gpu_1x_a10",
                        "--project",
                        project.toString(),
                        "--script",
                        "long.py",
                        "--result",
                        "results/");
        job.awaitText("at work");
        return job;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
