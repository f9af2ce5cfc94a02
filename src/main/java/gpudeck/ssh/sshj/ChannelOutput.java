package gpudeck.ssh.sshj;

import gpudeck.ssh.BrokenConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import net.schmizz.sshj.common.SSHException;

/// What goes out on a channel of sshj, with our word for a connection that broke. What is written
/// is flushed before the close: sshj drops what does not fit into the remote window otherwise.
final class ChannelOutput extends OutputStream {

    private final OutputStream out;

    /// Not after a failure: a flush might wait for room that never comes.
    private boolean unsent;

    ChannelOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        unsent = true;
        telling(() -> out.write(buffer, offset, length));
    }

    @Override
    public void flush() throws IOException {
        telling(out::flush);
        unsent = false;
    }

    @Override
    public void close() throws IOException {
        if (unsent) {
            flush();
        }
        telling(out::close);
    }

    private void telling(Sending sending) throws IOException {
        try {
            sending.send();
        } catch (SSHException e) {
            unsent = false;
            throw new BrokenConnectionException(e);
        }
    }

    private interface Sending {
        void send() throws IOException;
    }
}
