package gpudeck.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {

    @Test
    void keepsTheGapBetweenRequests() throws Exception {
        var pacer = Pacer.of(Duration.ofMillis(30), Duration.ZERO);
        long before = System.nanoTime();

        for (int i = 0; i < 4; i++) {
            pacer.await(Pacer.Lane.ORDINARY);
        }

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(90_000_000);
    }

    @Test
    void keepsTheGapBetweenLaunchesWithoutHoldingUpTheRest() throws Exception {
        var pacer = Pacer.of(Duration.ZERO, Duration.ofMinutes(1));
        pacer.await(Pacer.Lane.LAUNCH);
        var launched = new CountDownLatch(1);
        var second = waiting(pacer, Pacer.Lane.LAUNCH, launched::countDown);

        pacer.await(Pacer.Lane.ORDINARY);

        assertThat(launched.getCount()).isEqualTo(1);
        second.interrupt();
        second.join();
    }

    @Test
    void letsATerminateOvertakeAllThatWaits() throws Exception {
        var pacer = Pacer.of(Duration.ofMillis(150), Duration.ZERO);
        pacer.await(Pacer.Lane.ORDINARY);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 3; i++) {
            threads.add(waiting(pacer, Pacer.Lane.ORDINARY, () -> order.add("ordinary")));
        }
        threads.add(waiting(pacer, Pacer.Lane.TERMINATE, () -> order.add("terminate")));

        for (var thread : threads) {
            thread.join();
        }

        assertThat(order).startsWith("terminate").hasSize(4);
    }

    @Test
    void canBeInterruptedAndLeavesNobodyBehind() throws Exception {
        var pacer = Pacer.of(Duration.ofMillis(50), Duration.ofHours(1));
        pacer.await(Pacer.Lane.LAUNCH);
        var stuck = waiting(pacer, Pacer.Lane.LAUNCH, () -> {});

        stuck.interrupt();

        assertThat(stuck.join(Duration.ofSeconds(5))).isTrue();
        pacer.await(Pacer.Lane.ORDINARY);
    }

    @Test
    void slowsEverybodyDownWhenTheCloudAsks() throws Exception {
        var pacer = Pacer.of(Duration.ZERO, Duration.ZERO);
        long before = System.nanoTime();
        pacer.slowDown(Duration.ofMillis(80));

        pacer.await(Pacer.Lane.TERMINATE);

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(80_000_000);
    }

    /// Returns when the thread stands in the queue.
    private static Thread waiting(Pacer pacer, Pacer.Lane lane, Runnable then)
            throws InterruptedException {
        var started = new CountDownLatch(1);
        var thread =
                Thread.ofPlatform()
                        .start(() -> {
                            started.countDown();
                            try {
                                pacer.await(lane);
                                then.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
        while (thread.getState() == Thread.State.RUNNABLE
                || thread.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        return thread;
    }
}
