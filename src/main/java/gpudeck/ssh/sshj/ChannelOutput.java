package gpudeck.ssh.sshj;

import gpudeck.ssh.BrokenConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import net.schmizz.sshj.common.SSHException;

/// What goes out on a channel of sshj, with our word for a connection that broke. What is written
/// is flushed before the close: sshj drops what does not fit into the remote window otherwise.
final class ChannelOutput extends OutputStream {

    private final OutputStream out;
    private final BooleanSupplier isOver;

    /// Not after a failure: a flush might wait for room that never comes.
    private boolean unsent;

    /// @param isOver whether nothing that is written is of use to anybody
    ChannelOutput(OutputStream out, BooleanSupplier isOver) {
        this.out = out;
        this.isOver = isOver;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (isOver.getAsBoolean()) {
            unsent = false;
            throw new BrokenConnectionException("the other side takes nothing more");
        }
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
