package gpudeck.sim;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// Work beside the test's own thread.
final class Background {

    private Background() {}

    static <T> FutureTask<T> call(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}
