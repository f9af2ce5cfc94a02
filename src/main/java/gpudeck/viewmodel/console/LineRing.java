package gpudeck.viewmodel.console;

import java.util.ArrayList;
import java.util.List;

/// The last lines of a console, bounded by number and by text. Each line has a number of its own
/// that never changes; the lines still being written come last. Safe for any thread.
public final class LineRing {

    private final int maxLines;
    private final long maxCharacters;

    /// All but the last are full.
    private final List<LineBlock> blocks = new ArrayList<>();

    /// Number of the first line of the first block.
    private long base;

    private List<ConsoleLine> open = List.of();
    private long first;
    private long next;
    private long characters;
    private long version;
    private Runnable listener = () -> {};

    /// @param maxCharacters a limit on what many very long, or very colourful, lines may hold
    public LineRing(int maxLines, long maxCharacters) {
        this.maxLines = maxLines;
        this.maxCharacters = maxCharacters;
    }

    /// Some lines at one moment.
    ///
    /// @param first number of the oldest line that is kept
    /// @param openFrom number of the first line that is still being written, `end` if there is none
    /// @param end one more than the number of the last line
    /// @param from number of the first of `lines`
    public record View(
            long version, long first, long openFrom, long end, long from, List<ConsoleLine> lines) {

        public View {
            lines = List.copyOf(lines);
        }
    }

    /// Called after each change, on the thread that made it. It must be quick.
    public synchronized void onChange(Runnable listener) {
        this.listener = listener;
    }

    public synchronized long version() {
        return version;
    }

    /// Lines from number `from` on, at most `count`, of those still kept.
    public synchronized View read(long from, int count) {
        long end = next + open.size();
        long start = Math.clamp(from, first, end);
        int size = (int) Math.min(count, end - start);
        var wanted = new ArrayList<ConsoleLine>(size);
        for (long number = start; number < start + size; number++) {
            wanted.add(line(number));
        }
        return new View(version, first, next, end, start, wanted);
    }

    private ConsoleLine line(long number) {
        if (number >= next) {
            return open.get((int) (number - next));
        }
        return block(number).get(index(number));
    }

    private LineBlock block(long number) {
        return blocks.get((int) ((number - base) / LineBlock.LINES));
    }

    private int index(long number) {
        return (int) ((number - base) % LineBlock.LINES);
    }

    public void add(ConsoleLine line) {
        append(line);
        changed();
    }

    /// Adds without telling anyone: a chunk of many lines ends with one [#setOpen].
    synchronized void append(ConsoleLine line) {
        if (next - first == maxLines) {
            dropFirst();
        }
        if (blocks.isEmpty() || blocks.getLast().isFull()) {
            blocks.add(new LineBlock());
        }
        blocks.getLast().add(line);
        characters += line.size();
        next++;
        while (characters > maxCharacters && next - first > 1) {
            dropFirst();
        }
    }

    private void dropFirst() {
        characters -= block(first).size(index(first));
        first++;
        if (first == base + LineBlock.LINES) {
            blocks.removeFirst();
            base = first;
        }
    }

    /// Replaces the lines that are still being written.
    void setOpen(List<ConsoleLine> now) {
        synchronized (this) {
            open = List.copyOf(now);
        }
        changed();
    }

    private void changed() {
        Runnable told;
        synchronized (this) {
            version++;
            told = listener;
        }
        told.run();
    }
}
