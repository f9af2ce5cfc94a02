package gpudeck.sim.machine;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A loopback port that is nobody else's. A socket bound to it, which never listens, keeps it:
/// until the server listens there, who connects is refused.
final class ReservedPort {

    private final Socket holder;
    private final InetSocketAddress address;

    private ReservedPort(Socket holder) {
        this.holder = holder;
        this.address = (InetSocketAddress) holder.getLocalSocketAddress();
    }

    static ReservedPort reserve() throws IOException {
        var socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new ReservedPort(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int number() {
        return address.getPort();
    }

    /// Lets a server listen there. Not every system lets two sockets share an address before one of
    /// them listens; there the reservation is given up first.
    void use(Listener listener) throws IOException {
        try {
            listener.listen(address);
        } catch (BindException e) {
            release();
            listener.listen(address);
        }
    }

    void release() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    interface Listener {
        void listen(InetSocketAddress address) throws IOException;
    }
}
