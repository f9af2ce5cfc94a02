package gpudeck.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Clock clock = new Clock();
    private final BlockingQueue<Pacer.Lane> passed = new LinkedBlockingQueue<>();

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
        var pacer = new Pacer(Duration.ZERO, Duration.ofMinutes(1), clock);
        pacer.await(Pacer.Lane.LAUNCH);
        var second = waiting(pacer, Pacer.Lane.LAUNCH);

        pacer.await(Pacer.Lane.ORDINARY);

        assertThat(passed).isEmpty();
        second.interrupt();
        second.join();
    }

    @Test
    void letsATerminateOvertakeAllThatWaits() throws Exception {
        var gap = Duration.ofMillis(1);
        var pacer = new Pacer(gap, Duration.ZERO, clock);
        pacer.await(Pacer.Lane.ORDINARY);
        for (int i = 0; i < 3; i++) {
            waiting(pacer, Pacer.Lane.ORDINARY);
        }
        waiting(pacer, Pacer.Lane.TERMINATE);

        clock.advance(gap);
        assertThat(next()).isEqualTo(Pacer.Lane.TERMINATE);

        for (int i = 0; i < 3; i++) {
            clock.advance(gap);
            assertThat(next()).isEqualTo(Pacer.Lane.ORDINARY);
        }
    }

    @Test
    void requestsWithoutAnEndDoNotHoldUpALaunch() throws Exception {
        var gap = Duration.ofMillis(1);
        var pacer = new Pacer(gap, gap.multipliedBy(5), clock);
        pacer.await(Pacer.Lane.LAUNCH);
        waiting(pacer, Pacer.Lane.ORDINARY);
        waiting(pacer, Pacer.Lane.LAUNCH);
        var turns = new ArrayList<Pacer.Lane>();

        for (int i = 0; i < 6; i++) {
            waiting(pacer, Pacer.Lane.ORDINARY);
            clock.advance(gap);
            turns.add(next());
        }
        for (int left = 2; left > 0; left--) {
            clock.advance(gap);
            next();
        }

        assertThat(turns.subList(0, 4)).containsOnly(Pacer.Lane.ORDINARY);
        assertThat(turns.get(4)).isEqualTo(Pacer.Lane.LAUNCH);
    }

    @Test
    void canBeInterruptedAndLeavesNobodyBehind() throws Exception {
        var pacer = new Pacer(Duration.ZERO, Duration.ofHours(1), clock);
        pacer.await(Pacer.Lane.LAUNCH);
        var stuck = waiting(pacer, Pacer.Lane.LAUNCH);

        stuck.interrupt();

        assertThat(stuck.join(PATIENCE)).isTrue();
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
    private Thread waiting(Pacer pacer, Pacer.Lane lane) throws InterruptedException {
        var thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                pacer.await(lane);
                                passed.add(lane);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        clock.awaitLook(thread);
        return thread;
    }

    private Pacer.Lane next() throws InterruptedException {
        var lane = passed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(lane).as("somebody's turn came").isNotNull();
        return lane;
    }

    /// Stands still until told. Whoever looked at it stands in the pacer's queue.
    private static final class Clock implements LongSupplier {

        private final Set<Thread> looked = new HashSet<>();
        private long nanos;

        @Override
        public synchronized long getAsLong() {
            if (looked.add(Thread.currentThread())) {
                notifyAll();
            }
            return nanos;
        }

        synchronized void advance(Duration by) {
            nanos += by.toNanos();
        }

        synchronized void awaitLook(Thread thread) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!looked.contains(thread)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("time left to look").isPositive();
                wait(left);
            }
        }
    }
}
