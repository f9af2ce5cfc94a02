package gpudeck.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;

/// The ssh-agent of OpenSSH, with nothing in it but what a test adds.
public final class RunningAgent implements AutoCloseable {

    private final Path socket;
    private final Process agent;

    private RunningAgent(Path socket, Process agent) {
        this.socket = socket;
        this.agent = agent;
    }

    /// Skips the test where there is no ssh-agent.
    public static RunningAgent at(Path socket) throws IOException, InterruptedException {
        assumeThat(OpenSshServer.program("ssh-agent")).as("ssh-agent").isPresent();
        var agent =
                new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                        .redirectErrorStream(true)
                        .start();
        assertThat(agent.inputReader().readLine()).contains("SSH_AUTH_SOCK"); // it listens now
        return new RunningAgent(socket, agent);
    }

    public Path socket() {
        return socket;
    }

    /// @param privateKey without a passphrase
    public void add(Path privateKey) throws IOException, InterruptedException {
        var add = new ProcessBuilder("ssh-add", "-q", privateKey.toString());
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertThat(add.start().waitFor()).isZero();
    }

    @Override
    public void close() {
        agent.destroy();
        agent.onExit().join();
    }
}
