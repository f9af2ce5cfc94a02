package gpudeck.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rows of the table, said aloud as they come.
final class Report {

    /// @param what what was done
    /// @param ours what it took, with its unit
    /// @param peer what it is held against, with what that took
    /// @param figure what the promise is about: a ratio, or a figure with its unit
    /// @param promise what the figure may be at most (or at least)
    record Row(
            String what, String ours, String peer, String figure, String promise, boolean kept) {}

    private final PrintStream out;
    private final List<Row> rows = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void add(Row row) {
        rows.add(row);
        out.println(line(row));
    }

    /// A median beside a peer's, in seconds.
    void ratio(String what, double ours, String peerName, double peer, double most) {
        double ratio = ours / peer;
        add(
                new Row(
                        what,
                        seconds(ours),
                        peerName + ": " + seconds(peer),
                        String.format(Locale.ROOT, "%.2f ×", ratio),
                        String.format(Locale.ROOT, "≤ %.2f ×", most),
                        ratio <= most));
    }

    /// A figure that is held against a fixed bound.
    void atMost(String what, String measured, double figure, double most, String unit) {
        add(bounded(what, measured, figure, "≤ ", most, unit, figure <= most));
    }

    /// The same, where more is better.
    void atLeast(String what, String measured, double figure, double least, String unit) {
        add(bounded(what, measured, figure, "≥ ", least, unit, figure >= least));
    }

    /// Says something that is not in the table.
    void note(String text) {
        out.println(text);
    }

    /// As Markdown.
    String table() {
        var text = new StringBuilder("| what | GPU Deck | beside | figure | promise | kept |\n");
        text.append("|---|---|---|---|---|---|\n");
        rows.forEach(row -> text.append(line(row)).append('\n'));
        return text.toString();
    }

    private static String line(Row row) {
        return String.format(
                "| %s | %s | %s | %s | %s | %s |",
                cell(row.what()),
                cell(row.ours()),
                cell(row.peer()),
                row.figure(),
                row.promise(),
                row.kept() ? "yes" : "**no**");
    }

    /// A pipe would begin another cell.
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static Row bounded(
            String what,
            String measured,
            double figure,
            String sign,
            double bound,
            String unit,
            boolean kept) {
        return new Row(
                what,
                measured,
                "",
                number(figure) + " " + unit,
                sign + number(bound) + " " + unit,
                kept);
    }

    static String seconds(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, figure < 10 ? "%.1f" : "%,.0f", figure);
    }
}
