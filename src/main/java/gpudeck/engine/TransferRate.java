package gpudeck.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How fast a transfer is, in bytes per second. Asked by one thread at a time.
public final class TransferRate {

    /// So short that it follows a link that becomes slower, so long that it does not jump.
    private static final Duration SPAN = Duration.ofSeconds(5);

    private static final Duration BETWEEN_MARKS = Duration.ofMillis(200);

    private final Time time;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Mark first;

    /// The transfer begins now, with what is there already.
    public TransferRate(Time time, long bytes) {
        this.time = time;
        this.first = new Mark(time.now(), bytes);
        marks.add(first);
    }

    private record Mark(Instant at, long bytes) {
        long perSecond(Mark later) {
            long millis = Duration.between(at, later.at).toMillis();
            return millis <= 0 ? 0 : (long) ((later.bytes - bytes) * 1000.0 / millis);
        }
    }

    /// Over the last seconds; 0 while it is not known.
    ///
    /// @param bytes that are there by now
    public long recent(long bytes) {
        var now = new Mark(time.now(), bytes);
        if (!marks.getLast().at().plus(BETWEEN_MARKS).isAfter(now.at())) {
            marks.add(now);
        }
        while (marks.size() > 2 && marks.getFirst().at().plus(SPAN).isBefore(now.at())) {
            marks.removeFirst();
        }
        return marks.getFirst().perSecond(now);
    }

    /// Over all of it; 0 if it took no time.
    public long overall(long bytes) {
        return first.perSecond(new Mark(time.now(), bytes));
    }
}
