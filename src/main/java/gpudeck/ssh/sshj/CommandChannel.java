package gpudeck.ssh.sshj;

import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;

/// A channel on which a command runs. The answer to the request is not waited for: what the command
/// reads may follow at once, which is a round trip sooner. A refusal closes the channel.
final class CommandChannel extends SessionChannel {

    /// Guarded by the lock of [#closeEvent], under which sshj closes a channel. With a lock of our
    /// own two sides that close at once would wait for each other.
    private boolean closeSent;

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

    /// Who waits for room to write holds the lock under which its stream is told. So it gets room,
    /// and finds the connection closed; or else all would wait with it until its time is over.
    @Override
    public void notifyError(SSHException error) {
        if (rwin != null) { // not before it is open
            rwin.expand(Integer.MAX_VALUE);
        }
        super.notifyError(error);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        super.handle(message, packet);
        if (message == Message.CHANNEL_FAILURE) {
            sendClose();
        }
    }
}
