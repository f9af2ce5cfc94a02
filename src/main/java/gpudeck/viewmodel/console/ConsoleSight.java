package gpudeck.viewmodel.console;

import java.util.ArrayList;
import java.util.List;

/// What a reader has before him of a [LineRing]. The lines that he looked at last stay, however
/// many come after them, until he looks at others: nothing is taken from under his eyes.
public final class ConsoleSight {

    private final LineRing ring;
    private List<ConsoleLine> seen = List.of();
    private long seenFrom;

    public ConsoleSight(LineRing ring) {
        this.ring = ring;
    }

    public LineRing ring() {
        return ring;
    }

    /// Looks at the lines from number `top` on, or at those nearest to it that are left.
    public LineRing.View look(long top, int count) {
        var view = read(nearest(top), count);
        seen = view.lines();
        seenFrom = view.from();
        return view;
    }

    private long nearest(long top) {
        boolean isGone = !seen.isEmpty() && seenFrom < ring.read(0, 0).first();
        return isGone && top < seenFrom ? seenFrom : top;
    }

    /// As [LineRing#read]; of lines that are gone, those that were looked at last. It ends where
    /// lines between them are gone.
    public LineRing.View read(long from, int count) {
        var kept = ring.read(from, count);
        if (kept.from() <= from || from < seenFrom || from >= seenFrom + seen.size()) {
            return kept;
        }
        var lines = new ArrayList<>(seen.subList((int) (from - seenFrom), seen.size()));
        if (lines.size() > count) {
            lines.subList(count, lines.size()).clear();
        }
        var rest = ring.read(from + lines.size(), count - lines.size());
        if (rest.from() == from + lines.size()) {
            lines.addAll(rest.lines());
        }
        return new LineRing.View(
                rest.version(), rest.first(), rest.openFrom(), rest.end(), from, lines);
    }
}
