package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.sim.machine.Machine;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A machine whose address drops off the net and comes back.
class FrozenNetworkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int A_WHILE = 300;

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    private Box box;
    private Machine machine;

    @BeforeEach
    void logIn() throws Exception {
        box = Box.of(simulated, "gpu_1x_a10", "us-east-1");
        machine = box.machine();
    }

    @AfterEach
    void logOut() throws IOException {
        box.close();
    }

    @Test
    void holdsWhatTheMachineSaysUntilItThaws() throws Exception {
        try (var session = box.ssh().client().startSession()) {
            var command = session.exec("mkfifo go; echo ready; cat go; echo said >said");
            awaitReady(command.getInputStream());

            machine.freezeConnections();
            write("go", "hello\n");
            Ssh.await(PATIENCE, () -> Files.exists(machine.home().resolve("said")));

            var rest = Background.call(() -> command.getInputStream().readAllBytes());
            neverInAWhile(rest::isDone);
            assertThat(machine.connections()).isOne();

            machine.thaw();
            assertThat(rest.get(20, TimeUnit.SECONDS))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello\n");
        }
    }

    @Test
    void holdsWhatTheMachineIsToldUntilItThaws() throws Exception {
        try (var session = box.ssh().client().startSession()) {
            var command = session.exec("echo ready; cat >told");
            awaitReady(command.getInputStream());
            var told = machine.home().resolve("told");
            Ssh.await(PATIENCE, () -> Files.exists(told));

            machine.freezeConnections();
            command.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            command.getOutputStream().flush();
            neverInAWhile(() -> told.toFile().length() > 0);

            machine.thaw();
            Ssh.await(PATIENCE, () -> told.toFile().length() == "hello".length());
        }
    }

    @Test
    void holdsANewCommandUntilItThaws() throws Exception {
        machine.freezeConnections();
        var result = Background.call(() -> box.run("echo done"));
        neverInAWhile(result::isDone);

        machine.thaw();
        assertThat(result.get(20, TimeUnit.SECONDS).out()).isEqualTo("done\n");
    }

    @Test
    void losesNoByteOfALongOutput() throws Exception {
        var output = Background.call(() -> box.run("head -c 20000000 /dev/zero | tr '\\0' a"));
        for (int i = 0; i < 5; i++) {
            machine.freezeConnections();
            machine.thaw();
        }

        assertThat(output.get(60, TimeUnit.SECONDS).out()).hasSize(20_000_000);
    }

    @Test
    void doesNotAnswerNewConnectionsUntilItThaws() throws Exception {
        machine.freezeConnections();

        assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);

        machine.thaw();
        connect();
    }

    @Test
    void letsAWaitingConnectionInWhenItThaws() throws Exception {
        machine.freezeConnections();
        var instance = new ApiCalls(simulated.simulator()).get("/instances/" + machine.id()).data();
        var waiting = Background.call(() -> Ssh.connect(instance, simulated.key()));
        neverInAWhile(waiting::isDone);

        machine.thaw();

        try (var ssh = waiting.get(20, TimeUnit.SECONDS)) {
            assertThat(ssh.run("echo in").out()).isEqualTo("in\n");
        }
    }

    @Test
    void hearsOfAnEndOnlyWhenItThaws() throws Exception {
        machine.freezeConnections();
        box.close();
        neverInAWhile(() -> machine.connections() == 0);

        machine.thaw();

        Ssh.await(PATIENCE, () -> machine.connections() == 0);
    }

    @Test
    void canBeRestartedUnseen() throws Exception {
        box.ssh().detach();
        var boot = machine.bootId();
        machine.freezeConnections();

        new ApiCalls(simulated.simulator()).restart(machine.id());
        Ssh.await(PATIENCE, () -> !machine.bootId().equals(boot));
        assertThat(machine.processes()).isEmpty();
        assertThat(box.ssh().client().isConnected()).isTrue();
        assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);

        machine.thaw();
        assertThat(box.ssh().isDead()).isTrue();
        connect();
    }

    @Test
    void canBeTerminatedWhileFrozen() throws Exception {
        machine.freezeConnections();

        new ApiCalls(simulated.simulator()).terminate(machine.id());

        Ssh.await(PATIENCE, () -> !Files.exists(machine.home()));
        assertThat(box.ssh().isDead()).isTrue();
    }

    /// The other `readNBytes` asks for no bytes in the end, for which sshj waits.
    private static void awaitReady(InputStream output) throws IOException {
        var word = new byte["ready\n".length()];
        output.readNBytes(word, 0, word.length);
    }

    private static void neverInAWhile(BooleanSupplier condition) {
        assertThatThrownBy(() -> Ssh.await(Duration.ofMillis(A_WHILE), condition))
                .isInstanceOf(AssertionError.class);
    }

    private void connect() throws IOException {
        try (var socket = new Socket()) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), machine.port());
            socket.connect(address, A_WHILE);
        }
    }

    private void write(String fifo, String text) throws IOException {
        Files.writeString(machine.home().resolve(fifo), text);
    }
}
