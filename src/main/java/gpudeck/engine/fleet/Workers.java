package gpudeck.engine.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/// The threads of work that goes on in the background and may be stopped at any time.
final class Workers implements AutoCloseable {

    /// An interrupted request ends at once; this is for a journal that waits for another process.
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final ThreadFactory threads;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Workers(ThreadFactory threads) {
        this.threads = threads;
    }

    void start(Runnable work) {
        var thread =
                threads.newThread(() -> {
                    try {
                        work.run();
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                });
        running.add(thread);
        if (closed) {
            running.remove(thread);
            return;
        }
        thread.start();
    }

    /// Interrupts all of it and waits until it is over.
    @Override
    public void close() {
        closed = true;
        var left = List.copyOf(running);
        left.forEach(Thread::interrupt);
        try {
            for (var thread : left) {
                thread.join(LONGEST_GOODBYE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
