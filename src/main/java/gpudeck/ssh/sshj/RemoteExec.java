package gpudeck.ssh.sshj;

import gpudeck.ssh.BrokenConnectionException;
import gpudeck.ssh.RunningCommand;
import java.io.Closeable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;

/// The channel of one command, from its opening to its end.
final class RemoteExec implements Closeable {

    private static final int LEAVE_SECONDS = 2;

    private final SSHClient client;
    private final Channels channels;
    private final String command;
    private volatile @Nullable CommandChannel channel;

    RemoteExec(SSHClient client, Channels channels, String command) {
        this.client = client;
        this.channels = channels;
        this.command = command;
    }

    RunningCommand start() throws BrokenConnectionException {
        try {
            var started = channels.take();
            channel = started;
            started.begin(command);
            return new SshjCommand(command, started, this);
        } catch (SSHException e) {
            throw new BrokenConnectionException(e);
        }
    }

    /// Ends the command on both sides, without waiting for the other one to agree. Only the word
    /// itself gets a moment to leave: the connection may be closed next.
    void abandon() {
        var running = channel;
        channel = null;
        if (running == null) {
            return;
        }
        var left = new CountDownLatch(1);
        Thread.ofVirtual()
                .name("ssh-abandon")
                .start(() -> {
                    try {
                        running.terminate();
                    } catch (SSHException connectionGone) {
                        SshjConnection.closeQuietly(client);
                    }
                    left.countDown();
                    SshjConnection.closeQuietly(running);
                });
        try {
            left.await(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        var running = channel;
        if (running != null) {
            SshjConnection.closeQuietly(running);
        }
    }
}
