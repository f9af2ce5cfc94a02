package gpudeck.viewmodel.console;

import java.util.List;

/// The text between two places of a console, whichever comes first.
public record ConsoleSelection(ConsolePosition anchor, ConsolePosition caret) {

    public static ConsoleSelection at(ConsolePosition place) {
        return new ConsoleSelection(place, place);
    }

    public static ConsoleSelection all(LineRing ring) {
        var ends = ring.read(Long.MAX_VALUE, 0);
        return new ConsoleSelection(
                new ConsolePosition(ends.first(), 0), new ConsolePosition(ends.end(), 0));
    }

    public ConsoleSelection to(ConsolePosition place) {
        return new ConsoleSelection(anchor, place);
    }

    public boolean isEmpty() {
        return anchor.equals(caret);
    }

    public ConsolePosition start() {
        return anchor.compareTo(caret) <= 0 ? anchor : caret;
    }

    public ConsolePosition end() {
        return anchor.compareTo(caret) <= 0 ? caret : anchor;
    }

    /// First selected column of a line, or its length if none is.
    public int from(long line, int length) {
        if (line < start().line() || line > end().line()) {
            return length;
        }
        return line == start().line() ? Math.min(start().column(), length) : 0;
    }

    /// One more than the last selected column of a line.
    public int until(long line, int length) {
        return line == end().line() ? Math.min(end().column(), length) : length;
    }

    /// What is selected and still kept; the pieces of a line that was too long are one line again.
    public String text(LineRing ring) {
        long from = start().line();
        int count = (int) Math.min(Integer.MAX_VALUE, end().line() - from + 1);
        var view = ring.read(from, count);
        return joined(view.lines(), view.from());
    }

    private String joined(List<ConsoleLine> lines, long firstNumber) {
        var joined = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            long number = firstNumber + i;
            if (number > end().line()) {
                break;
            }
            var text = lines.get(i).text();
            if (i > 0) {
                separate(joined, lines.get(i));
            }
            int from = Math.min(from(number, text.length()), text.length());
            joined.append(text, from, Math.max(from, until(number, text.length())));
        }
        boolean beyond = firstNumber + lines.size() <= end().line();
        return beyond && !joined.isEmpty() ? joined.append('\n').toString() : joined.toString();
    }

    private static void separate(StringBuilder joined, ConsoleLine next) {
        int last = joined.length() - 1;
        boolean continued =
                next.kind() == ConsoleLine.Kind.CONTINUED
                        && last >= 0
                        && joined.charAt(last) == LineBuffer.CONTINUES;
        if (continued) {
            joined.setLength(last);
        } else {
            joined.append('\n');
        }
    }
}
