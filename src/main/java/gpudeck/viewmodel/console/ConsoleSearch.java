package gpudeck.viewmodel.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Finds a text in a console that goes on growing. Each line is looked at once, and so many at a
/// time that a search in a full console never holds up the window.
public final class ConsoleSearch {

    private static final int LINES_AT_ONCE = 10_000;

    /// Of which so many are unpacked.
    private static final int LINES_AT_HAND = 200;

    /// Of the window's time, on the slowest of computers too.
    private static final long NANOS_AT_ONCE = 4_000_000;

    /// Lines of any length take no longer than the time allows; short ones need not look at the
    /// clock each.
    private static final int CHARACTERS_BETWEEN_LOOKS = 50_000;

    /// 8 MB; of more, the last are kept.
    private static final int MOST_MATCHES = 1 << 20;

    /// Bits for the column: more than [LineBuffer#MAX_LENGTH].
    private static final int COLUMN_BITS = 13;

    private final LineRing ring;
    private final LongSupplier nanos;
    private String wanted = "";
    private long scannedTo;
    private long[] matches = new long[64];
    private int count;
    private long current = -1;

    public ConsoleSearch(LineRing ring) {
        this(ring, System::nanoTime);
    }

    /// @param nanos as [System#nanoTime]
    ConsoleSearch(LineRing ring, LongSupplier nanos) {
        this.ring = ring;
        this.nanos = nanos;
    }

    /// Begins anew; capitals do not matter. An empty text finds nothing.
    public void begin(String text) {
        wanted = text;
        scannedTo = 0;
        count = 0;
        current = -1;
    }

    /// Characters of the text searched for.
    public int length() {
        return wanted.length();
    }

    public boolean isActive() {
        return !wanted.isEmpty();
    }

    /// Looks at some of the lines not yet looked at. A line still being written is left for later.
    ///
    /// @return whether there are more
    public boolean advance() {
        if (!isActive()) {
            return false;
        }
        long until = nanos.getAsLong() + NANOS_AT_ONCE;
        long end = Math.max(scannedTo, ring.read(0, 0).first()) + LINES_AT_ONCE;
        boolean more;
        do {
            more = advance(until);
        } while (more && scannedTo < end && nanos.getAsLong() < until);
        return more;
    }

    private boolean advance(long until) {
        var view = ring.read(scannedTo, LINES_AT_HAND);
        forgetBefore(view.first());
        long number = view.from();
        int unwatched = 0;
        for (var line : view.lines()) {
            if (number >= view.openFrom()) {
                break;
            }
            find(number++, line.text());
            unwatched += line.text().length();
            if (unwatched > CHARACTERS_BETWEEN_LOOKS) {
                unwatched = 0;
                if (nanos.getAsLong() > until) {
                    break;
                }
            }
        }
        scannedTo = number;
        return number < view.openFrom();
    }

    private void find(long number, String text) {
        for (int at = next(text, 0); at >= 0; at = next(text, at + wanted.length())) {
            if (count == MOST_MATCHES) {
                forget(count / 2);
            } else if (count == matches.length) {
                matches = Arrays.copyOf(matches, count * 2);
            }
            matches[count++] = (number << COLUMN_BITS) | at;
        }
    }

    /// Where the text is next; -1 if it is not.
    private int next(String text, int from) {
        char small = Character.toLowerCase(wanted.charAt(0));
        char capital = Character.toUpperCase(wanted.charAt(0));
        int last = text.length() - wanted.length();
        for (int at = from; at <= last; at++) {
            char c = text.charAt(at);
            if ((c == small || c == capital)
                    && text.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }

    private void forgetBefore(long first) {
        int gone = 0;
        while (gone < count && matches[gone] >>> COLUMN_BITS < first) {
            gone++;
        }
        if (gone > 0) {
            forget(gone);
        }
    }

    private void forget(int gone) {
        System.arraycopy(matches, gone, matches, 0, count - gone);
        count -= gone;
    }

    public int count() {
        return count;
    }

    /// Which match is the current one, from 1; 0 if none is.
    public int index() {
        int at = Arrays.binarySearch(matches, 0, count, current);
        return at < 0 ? 0 : at + 1;
    }

    public Optional<ConsolePosition> current() {
        return index() == 0
                ? Optional.empty()
                : Optional.of(
                        new ConsolePosition(
                                current >>> COLUMN_BITS,
                                (int) (current & ((1 << COLUMN_BITS) - 1))));
    }

    /// Makes the first match at or after this line the current one; the first of all if there is
    /// none.
    public Optional<ConsolePosition> from(long line) {
        return select(insertion(line << COLUMN_BITS));
    }

    public Optional<ConsolePosition> next() {
        return select(insertion(current + 1));
    }

    public Optional<ConsolePosition> previous() {
        return select(insertion(current) - 1);
    }

    private int insertion(long key) {
        int at = Arrays.binarySearch(matches, 0, count, key);
        return at < 0 ? -at - 1 : at;
    }

    private Optional<ConsolePosition> select(int index) {
        if (count == 0) {
            return Optional.empty();
        }
        current = matches[Math.floorMod(index, count)];
        return current();
    }

    /// Where it is in this line, of what touches the columns `from` until `to`.
    public List<Integer> columns(String text, int from, int to) {
        if (!isActive()) {
            return List.of();
        }
        var columns = new ArrayList<Integer>();
        int at = next(text, 0);
        while (at >= 0 && at < to) {
            if (at + wanted.length() > from) {
                columns.add(at);
            }
            at = next(text, at + wanted.length());
        }
        return columns;
    }
}
