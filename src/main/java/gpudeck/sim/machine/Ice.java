package gpudeck.sim.machine;

import java.util.ArrayList;
import java.util.List;

/// Holds back what happens on connections while they are frozen. Any thread.
final class Ice {

    private final List<Runnable> held = new ArrayList<>();
    private volatile boolean frozen;

    /// Lets an event happen now, or when it thaws.
    void pass(Runnable event) {
        if (!frozen || !hold(event)) {
            event.run();
        }
    }

    private synchronized boolean hold(Runnable event) {
        if (frozen) {
            held.add(event);
        }
        return frozen;
    }

    synchronized void freeze() {
        frozen = true;
    }

    /// Each event goes on in a thread of its own: a connection has one at most each way.
    synchronized void thaw() {
        frozen = false;
        held.forEach(Thread.ofVirtual().name("simulator-thaw")::start);
        held.clear();
    }
}
