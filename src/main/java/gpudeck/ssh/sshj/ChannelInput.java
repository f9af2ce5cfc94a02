package gpudeck.ssh.sshj;

import gpudeck.ssh.BrokenConnectionException;
import java.io.IOException;
import java.io.InputStream;
import net.schmizz.sshj.common.SSHException;

/// What comes on a channel of sshj, with our word for a connection that broke.
final class ChannelInput extends InputStream {

    private final InputStream in;

    ChannelInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (SSHException e) {
            throw new BrokenConnectionException(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (SSHException e) {
            throw new BrokenConnectionException(e);
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
