package gpudeck.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Waits on conditions of other processes, which nobody tells us about.
public final class Until {

    /// For what a product on a busy computer does by itself.
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);

    private Until() {}

    /// @throws AssertionError if it does not become true
    public static void met(String what, Callable<Boolean> condition) throws Exception {
        met(what, PATIENCE, condition);
    }

    public static void met(String what, Duration limit, Callable<Boolean> condition)
            throws Exception {
        if (!happens(limit, condition)) {
            throw new AssertionError("it never came to this: " + what);
        }
    }

    /// @return whether it did, before the limit
    public static boolean happens(Duration limit, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }
}
