package gpudeck.viewmodel.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds a text in a console that goes on growing. Each line is looked at once, some thousand at a
/// time, so that a search in a full console never holds up the window.
public final class ConsoleSearch {

    /// About 5 ms of work.
    private static final int LINES_AT_ONCE = 10_000;

    /// Bits for the column: more than [LineBuffer#MAX_LENGTH].
    private static final int COLUMN_BITS = 13;

    private final LineRing ring;
    private @Nullable Pattern pattern;
    private long scannedTo;
    private long[] matches = new long[64];
    private int count;
    private long current = -1;

    public ConsoleSearch(LineRing ring) {
        this.ring = ring;
    }

    /// Begins anew; capitals do not matter. An empty text finds nothing.
    public void begin(String text) {
        pattern =
                text.isEmpty()
                        ? null
                        : Pattern.compile(
                                text,
                                Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        scannedTo = 0;
        count = 0;
        current = -1;
    }

    /// Characters of the text searched for.
    public int length() {
        return pattern == null ? 0 : pattern.pattern().length();
    }

    public boolean isActive() {
        return pattern != null;
    }

    /// Looks at some of the lines not yet looked at. A line still being written is left for later.
    ///
    /// @return whether there are more
    public boolean advance() {
        if (pattern == null) {
            return false;
        }
        var view = ring.read(scannedTo, LINES_AT_ONCE);
        forgetBefore(view.first());
        long number = view.from();
        for (var line : view.lines()) {
            if (number >= view.openFrom()) {
                break;
            }
            find(pattern, number++, line.text());
        }
        scannedTo = number;
        return number < view.openFrom();
    }

    private void find(Pattern wanted, long number, String text) {
        var matcher = wanted.matcher(text);
        while (matcher.find()) {
            if (count == matches.length) {
                matches = Arrays.copyOf(matches, count * 2);
            }
            matches[count++] = (number << COLUMN_BITS) | matcher.start();
        }
    }

    private void forgetBefore(long first) {
        int gone = 0;
        while (gone < count && matches[gone] >>> COLUMN_BITS < first) {
            gone++;
        }
        if (gone > 0) {
            System.arraycopy(matches, gone, matches, 0, count - gone);
            count -= gone;
        }
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

    /// Where the text begins in this line.
    public List<Integer> columns(String text) {
        return pattern == null
                ? List.of()
                : pattern.matcher(text).results().map(MatchResult::start).toList();
    }
}
