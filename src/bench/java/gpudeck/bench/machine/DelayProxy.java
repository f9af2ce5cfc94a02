package gpudeck.bench.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/// A way to a local port that is as long and as narrow as a link to a data centre. Each direction
/// carries so many bits a second and brings every byte after half a round trip, in order; more may
/// be under way at any time. A connection takes a round trip to make, as TCP's does.
public final class DelayProxy implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 * 1024;

    /// What one direction takes in before the sender has to wait, beside what is under way.
    private static final int QUEUE_BYTES = 1 << 20;

    private final int target;
    private final long halfRoundTrip;
    private final double nanosPerByte;
    private final int mostUnderWay;
    private final ServerSocket door;
    private final List<Socket> open = new ArrayList<>();

    public DelayProxy(int target, Duration roundTrip, int megabitsPerSecond) throws IOException {
        this.target = target;
        this.halfRoundTrip = roundTrip.toNanos() / 2;
        this.nanosPerByte = 8_000.0 / megabitsPerSecond;
        this.mostUnderWay = QUEUE_BYTES + (int) (roundTrip.toNanos() / nanosPerByte);
        this.door = new ServerSocket();
        // To be said before it listens. What waits in there has not begun its way.
        door.setReceiveBufferSize(QUEUE_BYTES);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start("link-door", this::letIn);
    }

    public int port() {
        return door.getLocalPort();
    }

    private void letIn() {
        try {
            while (true) {
                var near = keep(door.accept());
                long began = System.nanoTime();
                start("link", () -> connect(near, began));
            }
        } catch (IOException closed) {
            // Nobody waits for it any more.
        }
    }

    /// TCP's first packet goes there, the second comes back, and the third goes with what is sent.
    private void connect(Socket near, long began) {
        try {
            near.setTcpNoDelay(true);
            waitUntil(began + 2 * halfRoundTrip);
            var there = new Direction();
            start("link-in", () -> there.takeIn(near));
            waitUntil(began + 3 * halfRoundTrip);
            var far = keep(new Socket(InetAddress.getLoopbackAddress(), target));
            far.setTcpNoDelay(true);
            start("link-out", () -> there.bring(far));
            var back = new Direction();
            start("link-in", () -> back.takeIn(far));
            back.bring(near);
        } catch (IOException e) {
            close(near);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    private synchronized Socket keep(Socket socket) {
        open.removeIf(Socket::isClosed);
        open.add(socket);
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no more use either way.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        door.close();
        open.forEach(DelayProxy::close);
    }

    /// @param due when it arrives; one without bytes is the end
    private record Chunk(ByteBuffer bytes, long due) {}

    private final class Direction {

        private final Queue<Chunk> underWay = new ArrayDeque<>();
        private int bytesUnderWay;
        private long free = System.nanoTime();

        void takeIn(Socket from) {
            var buffer = new byte[CHUNK_BYTES];
            try {
                var in = from.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    put(ByteBuffer.wrap(Arrays.copyOf(buffer, read)));
                }
            } catch (IOException broken) {
                // To the other side it looks like an end.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            putEnd();
        }

        private synchronized void put(ByteBuffer bytes) throws InterruptedException {
            while (bytesUnderWay > mostUnderWay) {
                wait();
            }
            add(bytes);
        }

        private synchronized void putEnd() {
            add(ByteBuffer.allocate(0));
        }

        private void add(ByteBuffer bytes) {
            free = Math.max(free, System.nanoTime()) + (long) (bytes.remaining() * nanosPerByte);
            underWay.add(new Chunk(bytes, free + halfRoundTrip));
            bytesUnderWay += bytes.remaining();
            notifyAll();
        }

        private synchronized Chunk take() throws InterruptedException {
            while (underWay.isEmpty()) {
                wait();
            }
            return underWay.remove();
        }

        private synchronized void arrived(int bytes) {
            bytesUnderWay -= bytes;
            notifyAll();
        }

        void bring(Socket to) {
            try {
                var out = to.getOutputStream();
                for (var chunk = take(); chunk.bytes().hasRemaining(); chunk = take()) {
                    waitUntil(chunk.due());
                    out.write(chunk.bytes().array());
                    arrived(chunk.bytes().capacity());
                }
                to.shutdownOutput();
            } catch (IOException broken) {
                close(to);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
