package gpudeck.viewmodel.console;

import java.time.Instant;
import java.util.Arrays;

/// The line a program is writing: cells of characters and styles with a cursor, as a terminal has
/// them, so that a progress bar can be drawn over.
final class LineBuffer {

    /// The most that one line of the console holds; what is longer goes on in the next line.
    static final int MAX_LENGTH = 4096;

    /// Ends a line that goes on in the next one.
    static final char CONTINUES = '…';

    private static final int TAB = 8;

    private final char[] text = new char[MAX_LENGTH + 1];
    private final byte[] styles = new byte[MAX_LENGTH + 1];
    private int length;
    private int cursor;
    private boolean styled;

    /// A line takes no more: it must be ended before the next [#put].
    boolean isFull() {
        return cursor >= MAX_LENGTH;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void put(char c, byte style) {
        text[cursor] = c;
        styles[cursor] = style;
        styled |= style != 0;
        cursor++;
        length = Math.max(length, cursor);
    }

    /// As many of `source` as fit; the number taken.
    int put(char[] source, int from, int to, byte style) {
        int count = Math.min(to - from, MAX_LENGTH - cursor);
        System.arraycopy(source, from, text, cursor, count);
        if (style != 0 || styled) {
            Arrays.fill(styles, cursor, cursor + count, style);
            styled = true;
        }
        cursor += count;
        length = Math.max(length, cursor);
        return count;
    }

    void tab() {
        int stop = Math.min(MAX_LENGTH, cursor / TAB * TAB + TAB);
        while (cursor < stop) {
            if (cursor < length) {
                cursor++;
            } else {
                put(' ', (byte) 0);
            }
        }
    }

    void back() {
        cursor = Math.max(0, cursor - 1);
    }

    void toStart() {
        cursor = 0;
    }

    void eraseToEnd() {
        Arrays.fill(styles, cursor, length, (byte) 0);
        length = Math.min(length, cursor);
    }

    void eraseToCursor() {
        int end = Math.min(length, cursor + 1);
        Arrays.fill(text, 0, end, ' ');
        Arrays.fill(styles, 0, end, (byte) 0);
    }

    void eraseAll() {
        int column = cursor;
        clear();
        // The cursor stays where it is, over blanks.
        while (cursor < column) {
            put(' ', (byte) 0);
        }
    }

    void clear() {
        if (styled) {
            Arrays.fill(styles, 0, Math.min(length + 1, styles.length), (byte) 0);
        }
        length = 0;
        cursor = 0;
        styled = false;
    }

    /// @param continues a mark is put behind the text
    ConsoleLine line(ConsoleLine.Kind kind, Instant at, boolean continues) {
        if (continues) {
            text[length] = CONTINUES;
        }
        var content = new String(text, 0, continues ? length + 1 : length);
        return styled
                ? new ConsoleLine(kind, at.toEpochMilli(), content, spans())
                : ConsoleLine.of(kind, at, content);
    }

    private int[] spans() {
        var found = new int[16];
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (i == 0 || styles[i] != styles[i - 1]) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = (i << 8) | styles[i];
            }
        }
        return Arrays.copyOf(found, count);
    }
}
