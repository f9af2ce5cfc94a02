package gpudeck.sim.machine;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// A port that does not answer who connects, as an address that dropped off the net: it listens,
/// but its queue is full, and the kernel drops what comes to a full one.
final class SilentPort implements Closeable {

    private static final int MOST = 16;
    private static final int FULL_MILLIS = 50;

    private final ServerSocket listening;
    private final List<Socket> queue = new ArrayList<>();

    private SilentPort(ServerSocket listening) {
        this.listening = listening;
    }

    static SilentPort open(ReservedPort port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            port.use(address -> socket.bind(address, 1));
            var silent = new SilentPort(socket);
            silent.fill(new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()));
            return silent;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void fill(InetSocketAddress address) throws IOException {
        while (queue.size() < MOST) {
            var socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(address, FULL_MILLIS);
            } catch (SocketTimeoutException _) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var socket : queue) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
