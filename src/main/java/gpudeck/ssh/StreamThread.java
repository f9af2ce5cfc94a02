package gpudeck.ssh;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Work on one stream of a command beside the work on its others, on a thread of its own. It ends
/// when the stream does.
public final class StreamThread {

    private StreamThread() {}

    public static <T extends @Nullable Object> CompletableFuture<T> start(Callable<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual()
                .name("ssh-stream")
                .start(() -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    /// Waits for the work on a thread that may be interrupted; throws what it threw.
    public static <T extends @Nullable Object> T get(CompletableFuture<T> work) throws Exception {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Waits for the work; throws what it threw.
    public static <T extends @Nullable Object> T await(CompletableFuture<T> work) throws Exception {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
