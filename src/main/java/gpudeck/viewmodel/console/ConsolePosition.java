package gpudeck.viewmodel.console;

import java.util.Comparator;

/// A place in a console: before character `column` of line number `line`.
public record ConsolePosition(long line, int column) implements Comparable<ConsolePosition> {

    private static final Comparator<ConsolePosition> ORDER =
            Comparator.comparingLong(ConsolePosition::line)
                    .thenComparingInt(ConsolePosition::column);

    @Override
    public int compareTo(ConsolePosition other) {
        return ORDER.compare(this, other);
    }
}
