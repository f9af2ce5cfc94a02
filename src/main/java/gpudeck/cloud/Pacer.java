package gpudeck.cloud;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Keeps the account's rate limits: the API allows one request a second and one launch in twelve,
/// counted over all callers of a key. In this process a terminate overtakes all that waits, and the
/// others take turns as they came, passing a launch that still has to wait for its own; other
/// processes take turns with this one by a [SharedPace].
public final class Pacer {

    /// Where nothing is rationed, it keeps a mistake from becoming a flood.
    private static final Duration SOON = Duration.ofMillis(10);

    enum Lane {
        TERMINATE,
        ORDINARY,
        LAUNCH
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Ticket> waiting = new ArrayList<>();
    private final long requestGap;
    private final long launchGap;
    private final LongSupplier nanoTime;
    private final Optional<SharedPace> shared;
    private long nextRequest;
    private long nextLaunch;

    Pacer(Duration requestGap, Duration launchGap, LongSupplier nanoTime) {
        this(requestGap, launchGap, nanoTime, Optional.empty());
    }

    private Pacer(
            Duration requestGap,
            Duration launchGap,
            LongSupplier nanoTime,
            Optional<SharedPace> shared) {
        this.requestGap = requestGap.toNanos();
        this.launchGap = launchGap.toNanos();
        this.nanoTime = nanoTime;
        this.shared = shared;
        this.nextRequest = nanoTime.getAsLong();
        this.nextLaunch = nextRequest;
    }

    /// A little slower than the limits of the API description: 1 request a second, 1 launch in 12
    /// s.
    public static Pacer lambda(SharedPace shared) {
        return of(Duration.ofMillis(1_050), Duration.ofMillis(12_500), shared);
    }

    /// For an API without limits.
    public static Pacer unlimited() {
        return of(SOON, SOON);
    }

    /// The same, in turns with other processes.
    public static Pacer unlimited(SharedPace shared) {
        return of(SOON, SOON, shared);
    }

    static Pacer of(Duration requestGap, Duration launchGap, SharedPace shared) {
        return new Pacer(requestGap, launchGap, System::nanoTime, Optional.of(shared));
    }

    public static Pacer of(Duration requestGap, Duration launchGap) {
        return new Pacer(requestGap, launchGap, System::nanoTime);
    }

    /// Returns when it is this caller's turn.
    void await(Lane lane) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var ticket = queue(lane);
            try {
                awaitTurn(ticket);
                long now = nanoTime.getAsLong();
                nextRequest = now + requestGap;
                if (lane == Lane.LAUNCH) {
                    nextLaunch = now + launchGap;
                }
            } finally {
                waiting.remove(ticket);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Nobody's turn comes before `pause` is over: the cloud asked for it.
    void slowDown(Duration pause) {
        lock.lock();
        try {
            long until = nanoTime.getAsLong() + pause.toNanos();
            if (until - nextRequest > 0) {
                nextRequest = until;
            }
            shared.ifPresent(s -> s.slowDown(pause));
        } finally {
            lock.unlock();
        }
    }

    /// At the end, a terminate behind the other ones. A launch keeps its place while it waits for
    /// its own gap: were it last, requests without an end would hold it up without an end.
    private Ticket queue(Lane lane) {
        var ticket = new Ticket(lane);
        int at = waiting.size();
        if (lane == Lane.TERMINATE) {
            at = (int) waiting.stream().filter(other -> other.lane() == lane).count();
        }
        waiting.add(at, ticket);
        changed.signalAll();
        return ticket;
    }

    private void awaitTurn(Ticket ticket) throws InterruptedException {
        while (true) {
            long open = ticket.lane() == Lane.LAUNCH ? later(nextRequest, nextLaunch) : nextRequest;
            long left = open - nanoTime.getAsLong();
            if (left > 0) {
                changed.awaitNanos(left);
            } else if (first() != ticket) {
                changed.await();
            } else {
                long others = awaitOthers(ticket);
                if (others == 0) {
                    return;
                }
                if (others > requestGap) {
                    passBy(others);
                }
                changed.awaitNanos(others);
            }
        }
    }

    /// Whose turn is next, if it comes now.
    private Ticket first() {
        boolean mayLaunch = nextLaunch - nanoTime.getAsLong() <= 0;
        return waiting.stream()
                .filter(ticket -> mayLaunch || ticket.lane() != Lane.LAUNCH)
                .findFirst()
                .orElseThrow();
    }

    /// Another program launched: until the next launch may go, the rest goes before it.
    private void passBy(long pause) {
        nextLaunch = later(nextLaunch, nanoTime.getAsLong() + pause);
        changed.signalAll();
    }

    /// @return for how many nanoseconds the turn is still another program's
    private long awaitOthers(Ticket ticket) {
        return shared.map(s ->
                        s.tryTake(
                                ticket.lane() == Lane.LAUNCH,
                                Duration.ofNanos(requestGap),
                                Duration.ofNanos(launchGap)))
                .orElse(Duration.ZERO)
                .toNanos();
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /// Compared by identity: two waiting callers of one lane are not the same.
    @SuppressWarnings("ClassCanBeRecord")
    private static final class Ticket {

        private final Lane lane;

        Ticket(Lane lane) {
            this.lane = lane;
        }

        Lane lane() {
            return lane;
        }
    }
}
