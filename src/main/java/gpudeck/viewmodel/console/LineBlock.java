package gpudeck.viewmodel.console;

import gpudeck.viewmodel.console.ConsoleLine.Kind;
import java.util.Arrays;

/// Some lines in a row, packed: to the collector of garbage a full console is a few large objects,
/// not four for each line.
final class LineBlock {

    /// At most a megabyte of the longest lines, which is also how much more than is allowed may be
    /// held.
    static final int LINES = 128;

    private final StringBuilder text = new StringBuilder();
    private final int[] textEnds = new int[LINES];
    private int[] spans = {};
    private final int[] spanEnds = new int[LINES];
    private final long[] atMillis = new long[LINES];
    private final Kind[] kinds = new Kind[LINES];
    private int count;

    boolean isFull() {
        return count == LINES;
    }

    void add(ConsoleLine line) {
        text.append(line.text());
        addSpans(line.packedSpans());
        textEnds[count] = text.length();
        atMillis[count] = line.atMillis();
        kinds[count] = line.kind();
        count++;
        if (isFull()) {
            text.trimToSize();
            spans = Arrays.copyOf(spans, spanEnds[count - 1]);
        }
    }

    private void addSpans(int[] more) {
        int before = start(spanEnds, count);
        int after = before + more.length;
        if (after > spans.length) {
            spans = Arrays.copyOf(spans, Math.max(after, 2 * spans.length));
        }
        System.arraycopy(more, 0, spans, before, more.length);
        spanEnds[count] = after;
    }

    ConsoleLine get(int index) {
        return new ConsoleLine(
                kinds[index],
                atMillis[index],
                text.substring(start(textEnds, index), textEnds[index]),
                Arrays.copyOfRange(spans, start(spanEnds, index), spanEnds[index]));
    }

    /// The same as that of the line.
    int size(int index) {
        return ConsoleLine.size(
                textEnds[index] - start(textEnds, index), spanEnds[index] - start(spanEnds, index));
    }

    private static int start(int[] ends, int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
