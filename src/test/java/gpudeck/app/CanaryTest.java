package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import gpudeck.testing.CanaryApi;
import gpudeck.testing.GivenHostKey;
import gpudeck.testing.ProgramProcess;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Plants a key and a JupyterLab token, lets a whole job fail while everything is logged, and looks
/// for both, and for the host key that is made for its machine, in every place that they could leak
/// to.
@EnabledOnOs(LINUX)
@Tag("sim")
class CanaryTest {

    /// Not of the form that is hidden by its looks alone.
    private static final String KEY = "canary-key-4711-0815-abcdefghij";

    private static final String TOKEN = "canarytoken0123456789";

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();
    @TempDir private Path folder;

    /// With a part of the host key that the launch gave the machine, once that is known.
    private final List<String> canaries = new CopyOnWriteArrayList<>(List.of(KEY, TOKEN));

    private CanaryApi api;
    private Path gate;

    @BeforeEach
    void prepare() throws IOException {
        api = new CanaryApi(simulated.simulator(), KEY, TOKEN);
        gate = folder.resolve("gate");
        Files.createDirectory(folder.resolve("tmp"));
        var bin = Files.createDirectory(folder.resolve("bin"));
        var ssh = bin.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\n{ env; echo \"$0 $*\"; } > '" + folder + "/ssh.txt'\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        var project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(
                project.resolve("fail.py"),
                """
                import os, subprocess, time
                os.makedirs("results", exist_ok=True)
                env = "\\n".join(f"{k}={v}" for k, v in os.environ.items())
                args = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True)
                open("results/seen.txt", "w").write(env + args.stdout + args.stderr)
                print(env, flush=True)
                print("the script waits", flush=True)
                while not os.path.exists("%s"):
                    time.sleep(0.05)
                raise SystemExit(3)
                """
                        .formatted(gate));
    }

    @AfterEach
    void close() {
        api.close();
    }

    /// Where the user put the key is the one allowed place: the environment of the program itself,
    /// and a `.env` in the project.
    @Test
    void aKeyInTheEnvironmentLeaksNowhere() throws Exception {
        var file = folder.resolve("project/.env");
        Files.writeString(file, "LAMBDA_API_KEY=" + KEY + "\n");

        var program = failingJob(Map.of("LAMBDA_API_KEY", KEY), this::lookAround, List.of(file));

        assertThat(program.inEnvironments()).containsExactly(program.pid());
    }

    /// The file itself is where the key is kept: the one allowed place.
    @Test
    void aKeyInTheOwnersFileLeaksNowhere() throws Exception {
        var file = folder.resolve("home/api-key");
        try (var set = start(Map.of(), "key", "set")) {
            set.type(KEY + "\n");
            assertThat(set.await())
                    .satisfies(ended -> assertThat(ended.status()).isZero())
                    .extracting(ProgramProcess.Ended::out)
                    .asString()
                    .contains(file.toString())
                    .doesNotContain(KEY);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var program = failingJob(Map.of(), this::handOver, List.of(file));

        assertThat(program.inEnvironments()).isEmpty();
    }

    /// @param inEnvironments the processes that had a canary in their environment
    private record Seen(long pid, List<Long> inEnvironments) {}

    @FunctionalInterface
    private interface Commands {
        void run(Map<String, String> environment) throws Exception;
    }

    /// @param others commands while the script runs
    /// @param allowed files that may hold the key
    private Seen failingJob(Map<String, String> environment, Commands others, List<Path> allowed)
            throws Exception {
        try (var program = startJob(environment)) {
            program.awaitText("the script waits");
            canaries.add(partOfHostKey());
            var inEnvironments = processesWithCanary("environ");
            assertThat(processesWithCanary("cmdline")).isEmpty();
            assertThat(filesWithCanary(simulated.simulator().machines().getFirst().home()))
                    .isEmpty();
            others.run(environment);
            // While the end is looked for.
            api.breakLists(2);
            Files.createFile(gate);
            var ended = program.await();

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("Failed: fail.py, exit 3");
            assertThat(filesWithCanary(folder)).containsExactlyElementsOf(allowed);
            assertThatEverythingWasThere();
            return new Seen(program.pid(), inEnvironments);
        }
    }

    private String partOfHostKey() {
        var data = simulated.simulator().machines().getFirst().userData().orElseThrow();
        var lines = GivenHostKey.in(data.text()).privateKey().lines().toList();
        return lines.get(lines.size() - 3);
    }

    /// To another program.
    private void handOver(Map<String, String> environment) throws Exception {
        var id = simulated.simulator().machines().getFirst().id();
        run(0, environment, "-v", "ssh", id);
    }

    private void lookAround(Map<String, String> environment) throws Exception {
        var id = simulated.simulator().machines().getFirst().id();
        run(0, environment, "instances", "--json", "-v");
        run(0, environment, "show", id, "--json", "-v");
        handOver(environment);
        api.breakLists(1);
        assertThat(run(4, environment, "instances", "-v").err()).contains("jupyter_url");
    }

    private ProgramProcess.Ended run(int status, Map<String, String> environment, String... words)
            throws Exception {
        try (var program = start(environment, words)) {
            var ended = program.await();
            assertThat(ended.status())
                    .as(List.of(words) + ended.out() + ended.err())
                    .isEqualTo(status);
            assertThat(ended.out() + ended.err()).doesNotContain(canaries);
            return ended;
        }
    }

    /// Nothing is proved by looking where nothing was written.
    private void assertThatEverythingWasThere() throws IOException {
        assertThat(api.brokenOff()).isPositive();
        assertThat(folder.resolve("home/logs/gpudeck.log"))
                .content()
                .contains("DEBUG", "jupyter_url", "***");
        assertThat(folder.resolve("home/journal.db")).isNotEmptyFile();
        assertThat(folder.resolve("ssh.txt")).content().contains("PATH=", "ssh ");
        try (var results = Files.walk(folder.resolve("out"))) {
            assertThat(results.filter(f -> f.endsWith("results/seen.txt")))
                    .singleElement()
                    .satisfies(f -> assertThat(f).content().contains("HOME=", "fail.py"));
        }
    }

    private ProgramProcess startJob(Map<String, String> environment) throws IOException {
        return start(
                environment,
                "run",
                "-v",
                "--name",
                "canary",
                "--type",
                "gpu_1x_a10",
                "--region",
                "us-east-1",
                "--project",
                folder.resolve("project").toString(),
                "--script",
                "fail.py",
                "--result",
                "results/",
                "--out",
                folder.resolve("out").toString());
    }

    private ProgramProcess start(Map<String, String> environment, String... words)
            throws IOException {
        var all = new HashMap<>(environment);
        all.put("LAMBDA_API_URL", api.url());
        all.put("GPUDECK_SSH_KEY", simulated.key().privateKey().toString());
        all.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        var flags = List.of("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        // Each writes its output into a file of its own, which is looked through as well.
        var own = Files.createTempDirectory(folder, "process");
        all.put("GPUDECK_HOME", folder.resolve("home").toString());
        return ProgramProcess.start(own, all, flags, words);
    }

    /// Of all processes of this computer that may be looked into.
    private List<Long> processesWithCanary(String file) throws IOException {
        var found = new ArrayList<Long>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (var process : (Iterable<Path>) all::iterator) {
                var pid = String.valueOf(process.getFileName());
                if (pid.matches("\\d+") && holdsCanary(process.resolve(file))) {
                    found.add(Long.valueOf(pid));
                }
            }
        }
        return found;
    }

    private List<Path> filesWithCanary(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).filter(this::holdsCanary).toList();
        }
    }

    private boolean holdsCanary(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return canaries.stream().anyMatch(text::contains);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }
}
