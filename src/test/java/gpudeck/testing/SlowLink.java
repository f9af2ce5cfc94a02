package gpudeck.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A link to a local port that takes a while, as one to another place does, and counts what it
/// carries.
public final class SlowLink implements AutoCloseable {

    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(15);
    private static final int BUFFER_BYTES = 256 * 1024;

    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    public SlowLink(int to) throws IOException {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            var near = keep(door.accept());
                            var far = keep(new Socket(InetAddress.getLoopbackAddress(), to));
                            carry(near, far, sent);
                            carry(far, near, received);
                        }
                    } catch (IOException closed) {
                        // Nobody waits for it any more.
                    }
                });
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Bytes that went to the server so far.
    public long sent() {
        return sent.get();
    }

    /// Bytes that came from the server so far.
    public long received() {
        return received.get();
    }

    private synchronized Socket keep(Socket socket) {
        open.add(socket);
        return socket;
    }

    private static void carry(Socket from, Socket to, AtomicLong count) {
        Thread.ofVirtual()
                .start(() -> {
                    try (InputStream in = from.getInputStream();
                            OutputStream out = to.getOutputStream()) {
                        var buffer = new byte[BUFFER_BYTES];
                        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                            LockSupport.parkNanos(DELAY);
                            count.addAndGet(read);
                            out.write(buffer, 0, read);
                        }
                    } catch (IOException closed) {
                        // The other end notices by itself.
                    }
                });
    }

    @Override
    public synchronized void close() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
