package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import gpudeck.sim.machine.Machine;
import gpudeck.testing.ClientKey;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.userauth.UserAuthException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir Path folder;

    private ApiCalls api;
    private JsonNode instance;
    private Machine machine;

    @BeforeEach
    void launch() throws Exception {
        api = new ApiCalls(simulated.simulator());
        var id = api.launch();
        instance = api.await(id, "active");
        machine = simulated.simulator().machine(id).orElseThrow();
    }

    @Test
    void letsInOnlyUbuntuWithTheLaunchedKey() throws Exception {
        try (var _ = Ssh.connect(instance, simulated.key())) {
            var stranger = ClientKey.in(folder);

            assertThatThrownBy(() -> Ssh.once(machine.port(), "ubuntu", stranger))
                    .isInstanceOf(UserAuthException.class);
            assertThatThrownBy(() -> Ssh.once(machine.port(), "root", simulated.key()))
                    .isInstanceOf(UserAuthException.class);
        }
    }

    @Test
    void passesStandardInputAndEndOfInput() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            assertThat(ssh.run("wc -c", "x".repeat(1_000_000)).out().strip()).isEqualTo("1000000");
        }
    }

    @Test
    void bringsEveryByteOfALongOutput() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            var result = ssh.run("head -c 20000000 /dev/zero | tr '\\0' a");

            assertThat(result.out()).hasSize(20_000_000);
        }
    }

    @Test
    void tellsOfAKilledProcessByItsSignal() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            var killed = ssh.run("echo first; kill -9 $$");

            assertThat(killed.signal()).isEqualTo("KILL");
            assertThat(killed.out()).isEqualTo("first\n");
            assertThat(ssh.run("kill -TERM $$").status()).isEqualTo(128 + 15);
        }
    }

    @Test
    void passesSignalsOnToTheWholeGroup() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key());
                var session = ssh.client().startSession()) {
            var command = session.exec("trap 'echo stopped; exit 5' INT; echo up; sleep 100");
            var first = new byte[3];
            command.getInputStream().readNBytes(first, 0, 3);

            command.signal(Signal.INT);

            var rest = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            command.join();
            assertThat(rest).isEqualTo("stopped\n");
            assertThat(command.getExitStatus()).isEqualTo(5);
        }
    }

    @Test
    void showsCommandsNothingOfThisProgramsOwnSurroundings() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            var names = new ArrayList<String>();
            ssh.run("env").out().lines().forEach(line -> names.add(line.replaceAll("=.*", "")));

            assertThat(names)
                    .containsOnly(
                            "HOME",
                            "USER",
                            "LOGNAME",
                            "SHELL",
                            "PATH",
                            "TMPDIR",
                            "LANG",
                            "GPUDECK_SIM_MACHINE",
                            "PWD",
                            "SHLVL",
                            "_");
        }
    }

    @Test
    void killsWhatRunsWhenTheConnectionCloses() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            try (var session = ssh.client().startSession()) {
                session.exec("sleep 100 & sleep 100");
                Ssh.await(PATIENCE, () -> machine.processes().size() >= 2);
            }
        }

        Ssh.await(PATIENCE, () -> machine.processes().isEmpty());
    }

    @Test
    void leavesAloneWhatWasDetachedWhenTheConnectionCloses() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            ssh.detach();
        }
        Ssh.await(PATIENCE, () -> machine.connections() == 0);

        Ssh.await(PATIENCE, () -> machine.processes().size() == 1);
    }

    @Test
    void terminatingKillsEvenWhatWasDetached() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            ssh.run("setsid sh -c 'setsid sleep 100 & sleep 100' >/dev/null 2>&1 </dev/null &");
            Ssh.await(PATIENCE, () -> machine.processes().size() >= 2);
        }

        api.terminate(machine.id());

        Ssh.await(PATIENCE, () -> !Files.exists(machine.home().getParent()));
        assertThat(machine.processes()).isEmpty();
    }

    @Test
    void runsManyCommandsAtOnceOverOneConnection() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var commands = new ArrayList<Callable<String>>();
            for (int i = 0; i < 8; i++) {
                var line = "echo " + i + "; cat >/dev/null; exit " + i;
                commands.add(() -> ssh.run(line, "input").toString());
            }

            var results = new ArrayList<String>();
            for (var result : threads.invokeAll(commands)) {
                results.add(result.get());
            }

            for (int i = 0; i < 8; i++) {
                assertThat(results.get(i))
                        .isEqualTo(new Ssh.Result(i, "", i + "\n", "").toString());
            }
        }
    }

    @Test
    void servesFilesOfTheHomeFolderOverSftp() throws Exception {
        var local = Files.writeString(folder.resolve("ä b.txt"), "hello");
        try (var ssh = Ssh.connect(instance, simulated.key());
                var sftp = ssh.client().newSFTPClient()) {
            sftp.put(local.toString(), "ä b.txt");
            sftp.get("ä b.txt", folder.resolve("back").toString());

            assertThat(machine.home().resolve("ä b.txt")).hasContent("hello");
            assertThat(folder.resolve("back")).hasContent("hello");
            assertThatThrownBy(() -> sftp.stat("../../../../../../etc/passwd"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void forwardsToLoopbackOnly() throws Exception {
        try (var target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var ssh = Ssh.connect(instance, simulated.key())) {
            var answering =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var socket = target.accept()) {
                                    socket.getOutputStream()
                                            .write("tunnel".getBytes(StandardCharsets.UTF_8));
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            try (var tunnel =
                    ssh.client().newDirectConnection("127.0.0.1", target.getLocalPort())) {
                assertThat(tunnel.getInputStream().readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("tunnel");
            }
            answering.join();
            assertThatThrownBy(() -> ssh.client().newDirectConnection("192.0.2.1", 80))
                    .isInstanceOfSatisfying(
                            OpenFailException.class,
                            refused ->
                                    assertThat(refused.getReason())
                                            .isEqualTo(
                                                    OpenFailException.Reason
                                                            .ADMINISTRATIVELY_PROHIBITED));
        }
    }

    @Test
    void opensAShellWithATerminal() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key());
                var session = ssh.client().startSession()) {
            session.allocateDefaultPTY();
            var shell = session.startShell();
            shell.getOutputStream()
                    .write(
                            "tty; stty size; command -v nvidia-smi; exit 4\n"
                                    .getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().flush();
            var text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(text).contains("/dev/pts/").contains("24 80").contains("/bin/nvidia-smi");
        }
    }

    @Test
    void cutsConnectionsAndLetsNewOnesIn() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            machine.cutConnections();
            assertThat(ssh.isDead()).isTrue();
        }

        try (var again = Ssh.connect(instance, simulated.key())) {
            assertThat(again.run("echo in").out()).isEqualTo("in\n");
        }
    }

    @Test
    void refusesNewConnectionsWhileOldOnesStay() throws Exception {
        try (var ssh = Ssh.connect(instance, simulated.key())) {
            machine.refuseConnections();

            assertThatThrownBy(() -> Ssh.once(machine.port(), "ubuntu", simulated.key()))
                    .isInstanceOf(ConnectException.class);
            assertThat(ssh.run("echo still").out()).isEqualTo("still\n");

            machine.acceptConnections();
            try (var again = Ssh.connect(instance, simulated.key())) {
                assertThat(again.run("echo in").out()).isEqualTo("in\n");
            }
        }
    }

    @Test
    void showsAnotherHostKeyOnceItIsChanged() throws Exception {
        Ssh.connect(instance, simulated.key()).close();
        var before = Ssh.hostKey(machine.port());
        assertThat(before).isEqualTo(machine.hostKey()).startsWith("ssh-ed25519");
        assertThat(Ssh.hostKey(machine.port())).isEqualTo(before);

        machine.changeHostKey();

        assertThat(Ssh.hostKey(machine.port())).isEqualTo(machine.hostKey()).isNotEqualTo(before);
    }

    @Test
    void keepsItsPortForItselfWhileItDoesNotListen() throws Exception {
        Ssh.connect(instance, simulated.key()).close();
        machine.refuseConnections();

        try (var other = new ServerSocket()) {
            other.setReuseAddress(false);
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), machine.port());

            assertThatThrownBy(() -> other.bind(address)).isInstanceOf(IOException.class);
        }
    }
}
