package gpudeck.bench.window;

import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/// Times between the beats of the UI thread: one is asked for in every pulse. Used there only.
final class Gaps extends AnimationTimer {

    private final Times gaps = new Times();
    private long last;

    @Override
    public void handle(long frame) {
        // Not the time of the frame: a beat that comes late tells of its own time.
        long now = System.nanoTime();
        if (last != 0) {
            gaps.add(now - last);
        }
        last = now;
    }

    /// Forgets all.
    void begin() {
        gaps.clear();
        last = 0;
    }

    void say(String name) {
        gaps.say(name + " gap");
        Figures.say(name + " beats", gaps.count());
    }

    /// So many times, in no order.
    static final class Times {
        private long[] nanos = new long[1024];
        private int count;

        void add(long time) {
            if (count == nanos.length) {
                nanos = java.util.Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = time;
        }

        void clear() {
            count = 0;
        }

        int count() {
            return count;
        }

        /// In milliseconds.
        void say(String name) {
            Figures.say(name + " p50", percentile(50));
            Figures.say(name + " p99", percentile(99));
            Figures.say(name + " max", percentile(100));
        }

        private double percentile(int percent) {
            var sorted = java.util.Arrays.copyOf(nanos, count);
            java.util.Arrays.sort(sorted);
            int at = (int) Math.ceil(count * percent / 100.0) - 1;
            return count == 0
                    ? 0
                    : (double) sorted[Math.max(0, at)] / TimeUnit.MILLISECONDS.toNanos(1);
        }
    }
}
