package gpudeck.viewmodel.console;

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

    /// What is selected and still kept.
    public String text(LineRing ring) {
        return text(new ConsoleSight(ring));
    }

    /// What is selected and kept or in sight; the pieces of a line that was too long are one line
    /// again.
    public String text(ConsoleSight sight) {
        var joined = new StringBuilder();
        long next = start().line();
        // Lines may be gone between what is in sight and what is kept.
        var view = read(sight, next);
        while (!view.lines().isEmpty()) {
            join(joined, view, next > start().line());
            next = view.from() + view.lines().size();
            view = read(sight, next);
        }
        boolean beyond = next <= end().line();
        return beyond && !joined.isEmpty() ? joined.append('\n').toString() : joined.toString();
    }

    private LineRing.View read(ConsoleSight sight, long from) {
        return sight.read(from, Math.clamp(end().line() - from + 1, 0, Integer.MAX_VALUE));
    }

    private void join(StringBuilder joined, LineRing.View view, boolean goesOn) {
        long number = view.from();
        boolean isFirst = !goesOn;
        for (var line : view.lines()) {
            if (number > end().line()) {
                return;
            }
            if (!isFirst) {
                separate(joined, line);
            }
            isFirst = false;
            int length = line.text().length();
            int from = Math.min(from(number, length), length);
            joined.append(line.text(), from, Math.max(from, until(number, length)));
            number++;
        }
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
