package gpudeck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Holds one thread at a place until the test lets it go on.
public final class Gate {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    void pass() throws InterruptedException {
        reached.countDown();
        assertThat(open.await(20, TimeUnit.SECONDS)).as("gate opened in time").isTrue();
    }

    public void awaitReached() throws InterruptedException {
        assertThat(reached.await(20, TimeUnit.SECONDS)).as("gate reached in time").isTrue();
    }

    public void open() {
        open.countDown();
    }
}
