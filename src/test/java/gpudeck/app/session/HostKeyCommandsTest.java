package gpudeck.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.cli.Cli;
import gpudeck.cli.ExitStatus;
import gpudeck.domain.HostKey;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.sim.machine.Machine;
import gpudeck.testing.JobFixture;
import gpudeck.testing.MemoryKeyring;
import gpudeck.testing.SimulatorExtension;
import gpudeck.testing.TextTerminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The command line meets a machine that another installation launched.
@Tag("sim")
class HostKeyCommandsTest {

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir Path folder;

    private JobFixture other;
    private TextTerminal terminal;
    private String id;
    private Machine machine;

    @BeforeEach
    void theOtherLaunches() throws Exception {
        other = new JobFixture(simulated, folder.resolve("other"));
        other.engine().catalog().refresh();
        var fleet = other.engine().fleet();
        var request =
                new LaunchRequest(
                        "us-east-1",
                        "gpu_1x_a10",
                        SimulatorExtension.KEY_NAME,
                        Optional.of("theirs"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Map.of(),
                        List.of());
        var launched = (LaunchOutcome.Created) fleet.launch(fleet.newRun(), request, Lease.DEFAULT);
        other.engine().remote().awaitReachable(launched.id());
        id = launched.id().value();
        machine = simulated.simulator().machine(id).orElseThrow();
        terminal = new TextTerminal();
    }

    @AfterEach
    void close() throws Exception {
        other.close();
    }

    private int run(String... words) {
        var sessions =
                new Sessions(
                        Map.of(
                                "LAMBDA_API_URL", simulated.simulator().apiUrl().toString(),
                                "LAMBDA_API_KEY", simulated.simulator().apiKey(),
                                "GPUDECK_SSH_KEY", simulated.key().privateKey().toString(),
                                "GPUDECK_HOME", folder.resolve("home").toString()),
                        folder,
                        UnaryOperator.identity(),
                        MemoryKeyring.none());
        return new Cli(sessions, sessions, terminal).run(List.of(words));
    }

    private String fingerprint() {
        return HostKey.ofLine(machine.hostKey()).fingerprint();
    }

    @Test
    void withoutAnybodyToAskItSaysWhatToConfirmAndHow() {
        assertThat(run("ssh", id, "echo", "hello")).isEqualTo(ExitStatus.USAGE);

        assertThat(terminal.complained())
                .contains(fingerprint(), "--accept-host-key " + fingerprint());
        assertThat(terminal.written()).isEmpty();
    }

    @Test
    void whatIsConfirmedAtTheTerminalIsNotAskedAgain() {
        terminal.confirmQuestions();

        assertThat(run("ssh", id, "echo", "hello")).isZero();
        assertThat(run("ssh", id, "echo", "again")).isZero();

        assertThat(terminal.written()).isEqualTo("hello\nagain\n");
        assertThat(terminal.questions())
                .singleElement()
                .asString()
                .contains("127.0.0.1", fingerprint());
        assertThat(run("show", id)).isZero();
        assertThat(terminal.written()).contains(fingerprint() + ", confirmed by you");
    }

    @Test
    void aScriptConfirmsByTheFingerprint() throws Exception {
        var wrong = "SHA256:" + "B".repeat(43);
        assertThat(run("wait", id, "--accept-host-key", "SHA256:short"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(run("wait", id, "--accept-host-key", wrong)).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(terminal.complained()).contains(wrong, fingerprint());

        assertThat(run("wait", id, "--accept-host-key", fingerprint())).isZero();

        assertThat(run("download", id, "nothing")).isEqualTo(ExitStatus.JOB_FAILED);
        assertThat(terminal.questions()).isEmpty();
    }

    @Test
    void aKeyThatChangedIsNotToBeConfirmed() {
        assertThat(run("wait", id, "--accept-host-key", fingerprint())).isZero();
        terminal.confirmQuestions();
        machine.changeHostKey();

        assertThat(run("ssh", id, "echo", "hello")).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(run("ssh", "--accept-host-key", fingerprint(), id, "echo", "hello"))
                .isEqualTo(ExitStatus.UNREACHABLE);

        assertThat(terminal.questions()).isEmpty();
        assertThat(terminal.written()).doesNotContain("hello");
    }

    @Test
    void aShellIsOpenedOnlyWithAConfirmedKey() {
        assertThat(run("ssh", id)).isEqualTo(ExitStatus.USAGE);
        assertThat(terminal.handedOver()).isEmpty();
        terminal.confirmQuestions();

        assertThat(run("ssh", id)).isZero();

        assertThat(terminal.handedOver())
                .singleElement()
                .satisfies(command ->
                        assertThat(command)
                                .contains(
                                        "HostKeyAlias=gpudeck-" + id,
                                        "StrictHostKeyChecking=yes",
                                        "GlobalKnownHostsFile=/dev/null",
                                        "UserKnownHostsFile="
                                                + folder.resolve("home/known_hosts")));
        assertThat(folder.resolve("home/known_hosts"))
                .hasContent("gpudeck-" + id + " " + machine.hostKey() + "\n");
        other.engine().fleet().terminate(List.of(new InstanceId(id)));
    }
}
