package gpudeck.ssh.sshj;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.BrokenConnectionException;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.SshTarget;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [SshConnection] on an authenticated sshj client. Each call has a channel of its own.
final class SshjConnection implements SshConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SshjConnection.class);

    private final SSHClient client;
    private final Channels channels;
    private final SshTarget target;
    private final String hostKeyFingerprint;
    private final Duration firstAnswer;

    /// sshj fails what waits for an answer before it marks itself disconnected.
    private volatile boolean lost;

    SshjConnection(
            SSHClient client, SshTarget target, String hostKeyFingerprint, Duration firstAnswer) {
        this.client = client;
        this.channels = new Channels(client);
        this.target = target;
        this.hostKeyFingerprint = hostKeyFingerprint;
        this.firstAnswer = firstAnswer;
    }

    @Override
    public String hostKeyFingerprint() {
        return hostKeyFingerprint;
    }

    @Override
    public ExitStatus run(String command, OutputSink sink)
            throws SshException, IOException, InterruptedException {
        return converse(command, new OutputPump(sink)::through);
    }

    @Override
    public <T extends @Nullable Object> T converse(String command, Conversation<T> conversation)
            throws SshException, IOException, InterruptedException {
        try (var exec = new RemoteExec(client, channels, command)) {
            return Interruptible.call(
                    "ssh-exec", () -> conversation.with(exec.start()), exec::abandon);
        } catch (LocalFileException e) {
            throw e.inner();
        } catch (BrokenConnectionException e) {
            throw lost(e);
        } catch (InterruptedException | SshException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("work on a channel broke", e);
        }
    }

    @Override
    public Duration firstAnswer() {
        return firstAnswer;
    }

    @Override
    public Duration roundTrip() throws SshException, InterruptedException {
        try {
            return Interruptible.call("ssh-ping", channels::roundTrip, () -> {});
        } catch (SSHException e) {
            throw lost(e);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("opening a channel broke", e);
        }
    }

    private SshException lost(Exception e) {
        lost = true;
        return new SshException(
                new SshError.ConnectionLost(target.host(), String.valueOf(e.getMessage())), e);
    }

    @Override
    public boolean isOpen() {
        return !lost && client.isConnected() && client.isAuthenticated();
    }

    @Override
    public void close() {
        closeQuietly(client);
    }

    /// Closing what is broken may fail; there is nothing to be done about it then.
    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("closing", e);
        }
    }
}
