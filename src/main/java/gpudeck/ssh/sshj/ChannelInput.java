package gpudeck.ssh.sshj;

import gpudeck.ssh.BrokenConnectionException;
import java.io.IOException;
import java.io.InputStream;
import net.schmizz.sshj.common.SSHException;

/// What comes on a channel of sshj, with our word for a connection that broke. It takes all that
/// has come at once: sshj opens the window anew with every read, however much is still unread, so
/// that what a slow reader leaves there would grow until the connection breaks.
final class ChannelInput extends InputStream {

    private final InputStream in;
    private byte[] taken = new byte[0];
    private int next;
    private int end;

    ChannelInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (next == end) {
            int waiting = in.available();
            if (waiting <= length) {
                return readOn(buffer, offset, length);
            }
            if (taken.length < waiting) {
                taken = new byte[waiting];
            }
            end = readOn(taken, 0, waiting);
            next = 0;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(taken, next, buffer, offset, count);
        next += count;
        return count;
    }

    private int readOn(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (SSHException e) {
            throw new BrokenConnectionException(e);
        }
    }

    @Override
    public int available() throws IOException {
        return end - next + in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
