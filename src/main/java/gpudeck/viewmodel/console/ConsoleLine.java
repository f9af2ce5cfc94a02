package gpudeck.viewmodel.console;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One line of a console. Immutable and compact: the text and, if any of it is coloured, one number
/// per change of style.
public final class ConsoleLine {

    /// What a line is, beyond its text.
    public enum Kind {
        OUTPUT,
        /// The rest of an output line that was too long for one line.
        CONTINUED,
        COMMAND,
        /// How a command ended.
        END
    }

    private static final int[] UNSTYLED = {};

    private final String text;
    private final int[] spans;
    private final long atMillis;
    private final Kind kind;

    /// @param spans `start << 8 | style`, ascending; each lasts until the next one starts
    ConsoleLine(Kind kind, long atMillis, String text, int[] spans) {
        this.kind = kind;
        this.atMillis = atMillis;
        this.text = text;
        this.spans = spans;
    }

    public static ConsoleLine of(Kind kind, Instant at, String text) {
        return new ConsoleLine(kind, at.toEpochMilli(), text, UNSTYLED);
    }

    public Kind kind() {
        return kind;
    }

    public Instant at() {
        return Instant.ofEpochMilli(atMillis);
    }

    public String text() {
        return text;
    }

    /// How much memory it takes, in characters: a change of style as much as two of the wider ones.
    int size() {
        return size(text.length(), spans.length);
    }

    static int size(int characters, int spans) {
        return characters + 2 * spans;
    }

    long atMillis() {
        return atMillis;
    }

    /// As it was made of them.
    int[] packedSpans() {
        return spans;
    }

    /// The pieces of equal style, in order, without gaps; none for an empty line.
    public List<Span> spans() {
        if (text.isEmpty()) {
            return List.of();
        }
        if (spans.length == 0) {
            return List.of(new Span(0, text.length(), TextStyle.PLAIN));
        }
        return IntStream.range(0, spans.length)
                .mapToObj(i ->
                        new Span(
                                spans[i] >>> 8,
                                i + 1 < spans.length ? spans[i + 1] >>> 8 : text.length(),
                                TextStyle.unpacked(spans[i] & 0xff)))
                .toList();
    }

    /// Characters `from` until `to` of the line look the same.
    public record Span(int from, int to, TextStyle style) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof ConsoleLine line
                && kind == line.kind
                && atMillis == line.atMillis
                && text.equals(line.text)
                && Arrays.equals(spans, line.spans);
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + Long.hashCode(atMillis);
    }

    @Override
    public String toString() {
        return text;
    }
}
