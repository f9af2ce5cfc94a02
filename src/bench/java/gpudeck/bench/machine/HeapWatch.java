package gpudeck.bench.machine;

import java.lang.management.ManagementFactory;

/// How much of this program's heap is really in use at most: it collects all garbage a few times a
/// second, which would spoil any measure of time.
public final class HeapWatch implements AutoCloseable {

    private static final long BETWEEN_MILLIS = 200;

    private final long idle = used();
    private final Thread watch = Thread.ofPlatform().daemon().name("heap-watch").start(this::look);
    private volatile long most = idle;
    private volatile boolean isOver;

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void look() {
        while (!isOver) {
            most = Math.max(most, used());
            try {
                Thread.sleep(BETWEEN_MILLIS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// Before it was watched.
    public long idleBytes() {
        return idle;
    }

    public long mostBytes() {
        return most;
    }

    @Override
    public void close() {
        isOver = true;
        watch.interrupt();
    }
}
