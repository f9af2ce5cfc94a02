package gpudeck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.TestTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WakeablePauseTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final TestTime time = TestTime.byHand();
    private WakeablePause pause = new WakeablePause(time);

    private enum End {
        OVER,
        STOPPED
    }

    @Test
    void isOverWhenItsTimeIs() throws Exception {
        var pausing = new Pausing();
        time.awaitPaused(1);

        time.advance(LONG);

        assertThat(pausing.end()).isEqualTo(End.OVER);
    }

    @Test
    void isOverWhenItIsWoken() throws Exception {
        var pausing = new Pausing();
        time.awaitPaused(1);

        pause.wake();

        assertThat(pausing.end()).isEqualTo(End.OVER);
    }

    @Test
    void doesNotBeginWhenItWasWokenBeforeAndBeginsTheNextTime() throws Exception {
        pause.wake();

        assertThat(new Pausing().end()).isEqualTo(End.OVER);
        var next = new Pausing();
        time.awaitPaused(1);

        assertThat(next.end).isNotDone();
        next.thread.interrupt();
        assertThat(next.end()).isEqualTo(End.STOPPED);
    }

    @Test
    void isStoppedThoughItIsWokenAtTheSameMoment() throws Exception {
        for (int i = 0; i < 200; i++) {
            pause = new WakeablePause(time);
            var pausing = new Pausing();
            time.awaitPaused(1);

            pausing.thread.interrupt();
            pause.wake();

            assertThat(pausing.end()).isEqualTo(End.STOPPED);
        }
    }

    /// A thread in the pause, and how that ended; a stop may show in its interrupt only.
    private final class Pausing {

        private final CompletableFuture<End> end = new CompletableFuture<>();
        private final Thread thread = Thread.ofVirtual().start(this::run);

        private void run() {
            try {
                pause.pause(LONG);
                end.complete(Thread.interrupted() ? End.STOPPED : End.OVER);
            } catch (InterruptedException _) {
                end.complete(End.STOPPED);
            }
        }

        End end() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }
    }
}
