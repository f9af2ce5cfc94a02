package gpudeck.ssh.sshj;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Runs work that does not answer to an interrupt by itself, because it waits in a library or on a
/// socket: the caller's interrupt stops the work by closing what it waits on.
final class Interruptible {

    private Interruptible() {}

    /// @param stop closes what the work waits on; may be called while the work runs
    static <T extends @Nullable Object> T call(String name, Callable<T> work, Runnable stop)
            throws Exception {
        var result = new CompletableFuture<T>();
        var worker =
                Thread.ofPlatform()
                        .daemon()
                        .name(name)
                        .start(() -> {
                            try {
                                result.complete(work.call());
                            } catch (Throwable e) {
                                result.completeExceptionally(e);
                            }
                        });
        try {
            return result.get();
        } catch (InterruptedException e) {
            stop.run();
            worker.interrupt();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
