package gpudeck.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way over loopback to a port there, which breaks as links do: connections are reset, or stand
/// still without a word.
public final class CuttableLink implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final int target;
    private final ServerSocket entrance;
    private final Set<Way> ways = ConcurrentHashMap.newKeySet();
    private boolean frozen;

    /// @param port on loopback that it leads to
    public static CuttableLink to(int port) throws IOException {
        var link = new CuttableLink(port);
        Thread.ofVirtual().name("link-entrance").start(link::letIn);
        return link;
    }

    private CuttableLink(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /// Resets every connection; new ones are welcome.
    public void cut() {
        ways.forEach(Way::reset);
    }

    /// From here on not one byte comes through, on new connections neither, until [#thaw].
    public synchronized void freeze() {
        frozen = true;
    }

    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /// Those that are open stand still for good, as when the address of one end is another one; new
    /// ones are welcome.
    public void strand() {
        ways.forEach(Way::strand);
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    private void letIn() {
        while (!entrance.isClosed()) {
            try {
                var way = new Way(entrance.accept());
                ways.add(way);
                way.begin();
            } catch (IOException _) {
                // Closed, or the server takes nobody now: whoever came finds out.
            }
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        thaw();
        cut();
    }

    private final class Way {

        private final Socket near;
        private final Socket far;
        private volatile boolean stranded;

        Way(Socket near) throws IOException {
            this.near = near;
            try {
                this.far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
            } catch (IOException e) {
                near.close();
                throw e;
            }
        }

        void begin() {
            Thread.ofVirtual().start(() -> pass(near, far));
            Thread.ofVirtual().start(() -> pass(far, near));
        }

        private void pass(Socket from, Socket to) {
            var buffer = new byte[BUFFER_BYTES];
            try (from;
                    to) {
                for (int read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    awaitThaw();
                    if (!stranded) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException | InterruptedException _) {
                // Both ends are closed: that is what it is for.
            } finally {
                ways.remove(this);
            }
        }

        void strand() {
            stranded = true;
        }

        void reset() {
            for (var socket : new Socket[] {near, far}) {
                try {
                    socket.setSoLinger(true, 0);
                    socket.close();
                } catch (IOException _) {
                    // Closed already.
                }
            }
        }
    }
}
