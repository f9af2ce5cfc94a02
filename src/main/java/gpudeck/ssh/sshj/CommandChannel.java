package gpudeck.ssh.sshj;

import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;

/// A channel on which a command runs. The answer to the request is not waited for: what the command
/// reads may follow at once, which is a round trip sooner. A refusal closes the channel.
final class CommandChannel extends SessionChannel {

    private static final int CLOSE_SECONDS = 5;

    /// Guarded by the lock of [#closeEvent], under which sshj closes a channel. With a lock of our
    /// own two sides that close at once would wait for each other.
    private boolean closeSent;

    private volatile boolean over;

    private CommandChannel(SSHClient client) {
        super(client.getConnection(), client.getRemoteCharset());
    }

    static CommandChannel open(SSHClient client) throws SSHException {
        if (!client.isConnected() || !client.isAuthenticated()) {
            throw new SSHException("the connection is closed");
        }
        var channel = new CommandChannel(client);
        channel.open();
        return channel;
    }

    /// Only once for each channel.
    void begin(String command) throws SSHException {
        var words = new Buffer.PlainBuffer().putString(command, getRemoteCharset());
        sendChannelRequest("exec", true, words);
    }

    /// Asks the command to end. Not once the channel is being closed: sshd cuts who speaks to a
    /// channel that is closed, and the other side may close it meanwhile.
    void terminate() throws SSHException {
        closeEvent.lock();
        try {
            if (!closeSent) {
                signal(Signal.TERM);
            }
        } finally {
            closeEvent.unlock();
        }
    }

    @Override
    protected void sendClose() throws TransportException {
        closeEvent.lock();
        try {
            closeSent = true;
            super.sendClose();
        } finally {
            closeEvent.unlock();
        }
    }

    /// sshj waits as long for the other side's word as for room to write.
    @Override
    public void close() throws ConnectionException, TransportException {
        if (isOpen()) {
            sendClose();
        }
        closeEvent.await(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /// Whether nothing that is written from now on is of use to anybody.
    boolean isOver() {
        return over;
    }

    @Override
    public void notifyError(SSHException error) {
        letWritersGo();
        super.notifyError(error);
    }

    /// Who waits for room to write holds the lock under which its stream is closed. So it gets
    /// room, and finds the stream closed; or else all that comes for the connection would wait.
    private void letWritersGo() {
        over = true;
        if (rwin != null) { // not before it is open
            rwin.expand(Integer.MAX_VALUE);
        }
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.CHANNEL_CLOSE) {
            letWritersGo();
        }
        super.handle(message, packet);
        if (message == Message.CHANNEL_FAILURE) {
            sendClose();
        }
    }
}
