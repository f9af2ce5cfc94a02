package gpudeck.cli.output;

import gpudeck.domain.Messages;
import java.util.ArrayList;
import java.util.List;

/// Columns of text, each as wide as its widest cell.
public final class Table {

    private static final String GAP = "  ";

    private record Column(String key, boolean right) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /// A column of words.
    public Table left(String titleKey) {
        columns.add(new Column(titleKey, false));
        return this;
    }

    /// A column of figures.
    public Table right(String titleKey) {
        columns.add(new Column(titleKey, true));
        return this;
    }

    public void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells in " + columns.size() + " columns");
        }
        rows.add(List.of(cells).stream().map(Plain::text).toList());
    }

    List<String> lines(Messages messages) {
        var all = new ArrayList<List<String>>();
        all.add(columns.stream().map(c -> messages.text(c.key())).toList());
        all.addAll(rows);
        var widths = new int[columns.size()];
        for (var row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var padding = " ".repeat(widths[i] - width(row.get(i)));
            line.append(i == 0 ? "" : GAP)
                    .append(columns.get(i).right() ? padding : "")
                    .append(row.get(i))
                    .append(columns.get(i).right() ? "" : padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
