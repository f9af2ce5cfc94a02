package gpudeck.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.JobError;
import gpudeck.domain.MachineFault;
import gpudeck.domain.SshError;
import gpudeck.domain.Step;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.domain.job.StepState;
import gpudeck.engine.CatalogService;
import gpudeck.engine.MachineAccess;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.keys.KeysOnDisk;
import gpudeck.ssh.sshj.SshjClient;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FleetFixture;
import gpudeck.testing.GivenHostKey;
import gpudeck.testing.Hosts;
import gpudeck.testing.JobFixture;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.QuickTime;
import gpudeck.testing.SpecBuilder;
import gpudeck.testing.TextOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A whole job on a real OpenSSH server, whose machine a cloud in memory rents out.
class JobOverOpenSshTest {

    @RegisterExtension final OpenSshServer server = new OpenSshServer();

    @TempDir Path folder;

    private final QuickTime time = new QuickTime(10);
    private final TextOutput written = new TextOutput();
    private FleetFixture account;
    private JobService jobs;

    @BeforeEach
    void open() throws Exception {
        account = new FleetFixture(folder, time);
        var cloud = account.cloud;
        cloud.machines().address("127.0.0.1");
        cloud.onLaunch(launch -> bootWith(GivenHostKey.in(launch)));
        cloud.addSshKey("server", server.key().publicKey());
        var keys =
                new KeyService(
                        cloud,
                        new KeysOnDisk(
                                folder.resolve("keys"),
                                Optional.of(server.key().privateKey()),
                                Optional.empty()),
                        folder.resolve("keys"));
        var hostKeys = Hosts.keys(folder, account.journal(), time);
        var machines =
                new MachineAccess(new SshjClient(), keys, hostKeys, server.user(), server.port());
        jobs =
                new JobService(
                        account.fleet(),
                        new CatalogService(cloud, time),
                        keys,
                        machines,
                        account.journal(),
                        time);
        bringUv();
        bringGpu();
    }

    /// What cloud-init does.
    private void bootWith(GivenHostKey given) {
        try {
            server.useHostKey(given.privateKey());
            assertThat(server.hostKey())
                    .as("what OpenSSH finds in the private half")
                    .isEqualTo(given.publicKey());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        if (account != null) {
            account.close();
        }
    }

    @Test
    void doesTheWholeJob() throws Exception {
        file("pyproject.toml", "[project]\nname = 'p'\nversion = '1'\ndependencies = []\n");
        file(
                "train.py",
                """
                import os, sys
                os.makedirs("results/d e", exist_ok=True)
                open("results/d e/metrics.csv", "w").write("loss,0.5")
                sys.stdout.buffer.write(b"bytes \\xff\\r 50%\\r100%\\n")
                print("careful", file=sys.stderr)
                """);
        file("fail.py", "import sys; sys.exit(7)");

        var run = run(spec("train.py", "fail.py"));

        var state = run.state().get();
        assertThat(state.outcome())
                .contains(
                        new RunOutcome.Failed(
                                Step.SCRIPTS, new JobError.ScriptFailed("fail.py", 7)));
        assertThat(state.step(Step.CHECK_GPU)).isInstanceOf(StepState.Done.class);
        assertThat(state.step(Step.SET_UP)).isInstanceOf(StepState.Done.class);
        assertThat(run.folder().resolve("console/1-train.py.out"))
                .hasBinaryContent(
                        "bytes \u00ff\r 50%\r100%\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run.folder().resolve("console/1-train.py.err")).hasContent("careful");
        assertThat(run.folder().resolve("results/d e/metrics.csv")).hasContent("loss,0.5");
        assertThat(account.fleet().fleet().get().billed()).isEmpty();
        assertThat(state.endedAt()).isPresent();
    }

    @Test
    void tellsAScriptThatWasKilledFromOneThatFailed() throws Exception {
        file("a.py", "import os; os.kill(os.getpid(), 15)");

        var run = run(spec("a.py").results());

        assertThat(run.state().get().outcome())
                .contains(
                        new RunOutcome.Failed(
                                Step.SCRIPTS, new JobError.ScriptKilled("a.py", "TERM")));
    }

    @Test
    void refusesAMachineWhoseHostKeyChanged() throws Exception {
        file("a.py", "print('started', flush=True); import time; time.sleep(600)");
        var run = jobs.prepare(spec("a.py").build(), written);
        Thread.ofVirtual().start(run::run);
        written.awaitOut("started");

        server.changeHostKey();

        var state = JobFixture.await(run, RunState::isOver);
        assertThat(state.step(Step.DOWNLOAD))
                .isInstanceOfSatisfying(
                        StepState.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .isInstanceOf(SshError.HostKeyChanged.class));
        assertThat(state.outcome()).get().isInstanceOf(RunOutcome.Failed.class);
        assertThat(account.fleet().fleet().get().billed()).isEmpty();
    }

    /// A driver that hangs is what a bad GPU looks like, and costs as much.
    @Test
    void givesUpOnADriverThatHangsWithinFifteenSeconds() throws Exception {
        file("a.py", "print('never')");
        program("nvidia-smi", "#!/bin/sh\nexec sleep 600\n");
        var run = jobs.prepare(spec("a.py").build(), written);
        Thread.ofVirtual().start(run::run);
        JobFixture.await(run, s -> s.step(Step.CHECK_GPU) instanceof StepState.Running);
        long began = System.nanoTime();

        JobFixture.await(run, s -> s.step(Step.CHECK_GPU) instanceof StepState.Failed);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        var state = JobFixture.await(run, RunState::isOver);
        assertThat(state.outcome())
                .get()
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .isInstanceOfSatisfying(
                                                JobError.GpuCheckFailed.class,
                                                why ->
                                                        assertThat(why.faults())
                                                                .containsExactly(
                                                                        new MachineFault.NoAnswer(
                                                                                "nvidia-smi",
                                                                                Duration.ofSeconds(
                                                                                        10)))));
        assertThat(account.fleet().fleet().get().billed()).isEmpty();
    }

    private JobRun run(SpecBuilder job) {
        var run = jobs.prepare(job.build(), written);
        run.run();
        return run;
    }

    private SpecBuilder spec(String... scripts) {
        return new SpecBuilder(
                folder.resolve("project"), folder.resolve("runs"), "server", scripts);
    }

    private void file(String path, String text) throws IOException {
        var file = folder.resolve("project").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// The simulator's: the real one would want a network.
    private void bringUv() throws IOException {
        try (var in = FakeCloud.class.getResourceAsStream("/gpudeck/sim/machine/uv")) {
            program("uv", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /// What this computer need not have, and whose kernel is not asked.
    private void bringGpu() throws IOException {
        program(
                "nvidia-smi",
                """
                #!/bin/sh
                case "$1" in
                --query-gpu=*) echo '0, 570.148.08, 23028, 1, 0, 00000000:05:00.0, NVIDIA A10' ;;
                esac
                """);
        program("dmesg", "#!/bin/sh\n");
    }

    private void program(String name, String text) throws IOException {
        var file = server.home().resolve(".local/bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
