package gpudeck.view.console;

import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.console.ConsoleLine;
import gpudeck.viewmodel.console.ConsoleLine.Span;
import gpudeck.viewmodel.console.TextStyle;
import gpudeck.viewmodel.console.TextStyle.Color;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// One visible line. Its nodes are used again for whatever line comes into its place.
final class ConsoleRow extends Pane {

    static final double HEIGHT = 18;
    static final double INSET = 14;

    private static final int TIME_COLUMNS = 10;

    /// What of a line is marked: the columns selected, and where the searched text begins.
    record Marks(int from, int until, List<Integer> found, int length, int current) {
        static final Marks NONE = new Marks(0, 0, List.of(), 0, -1);

        Marks {
            found = List.copyOf(found);
        }
    }

    private final double cell;
    private final ZoneId zone;
    private final Text time = ConsoleWords.node(TextStyle.PLAIN.in(Color.GREY));
    private final Region selected = mark("console-selected");
    private final Pane found = new Pane();
    private final Region current = mark("console-found-current");
    private final ConsoleWords words;
    private final List<Region> hits = new ArrayList<>();
    private @Nullable ConsoleLine shown;
    private ConsolePart part = new ConsolePart(0, 0);
    private Marks marks = Marks.NONE;

    /// @param cell width of one character
    ConsoleRow(double cell, ZoneId zone) {
        this.cell = cell;
        this.zone = zone;
        getStyleClass().add("console-row");
        words = new ConsoleWords(cell);
        found.getChildren().add(current);
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty().subtract(textStart(cell) - 2));
        clip.setHeight(HEIGHT);
        var area = new Pane(selected, found, words);
        area.setLayoutX(textStart(cell));
        clip.setX(-2);
        area.setClip(clip);
        time.setX(INSET);
        getChildren().addAll(time, area);
        setMouseTransparent(true);
    }

    /// Where the text begins, behind the times.
    static double textStart(double cell) {
        return INSET + TIME_COLUMNS * cell;
    }

    private static Region mark(String style) {
        var mark = new Region();
        mark.getStyleClass().add(style);
        mark.setManaged(false);
        mark.setVisible(false);
        return mark;
    }

    void clear() {
        if (shown != null) {
            shown = null;
            time.setText("");
            words.clear();
            show(Marks.NONE);
        }
    }

    /// @param scrolled px that the text is moved to the left
    void show(ConsoleLine line, Marks now, ConsolePart inSight, double scrolled) {
        if (!Objects.equals(line, shown) || !inSight.equals(part)) {
            shown = line;
            part = inSight;
            time.setText(Clocks.toTheSecond(line.at(), zone));
            words.show(line.text(), spans(line), inSight);
        }
        if (!now.equals(marks)) {
            show(now);
        }
        for (var each : List.of(words, found, selected)) {
            each.setTranslateX(-scrolled);
        }
    }

    private static List<Span> spans(ConsoleLine line) {
        int length = line.text().length();
        return switch (line.kind()) {
            case OUTPUT, CONTINUED -> line.spans();
            case COMMAND -> {
                int sign = line.text().startsWith("$ ") ? 2 : 0;
                yield List.of(
                        new Span(0, sign, TextStyle.PLAIN.in(Color.GREY)),
                        new Span(sign, length, new TextStyle(Color.WHITE, true, false, false)));
            }
            case END -> List.of(new Span(0, length, TextStyle.PLAIN.in(Color.GREY)));
        };
    }

    private void show(Marks now) {
        marks = now;
        selected.setVisible(now.until() > now.from());
        place(selected, now.from(), now.until() - now.from());
        current.setVisible(now.found().contains(now.current()));
        place(current, now.current(), now.length());
        showFound(now.found(), now.length());
    }

    /// What joins is one mark.
    private void showFound(List<Integer> columns, int length) {
        int used = 0;
        int next = 0;
        while (next < columns.size()) {
            int from = columns.get(next++);
            int until = from + length;
            while (next < columns.size() && columns.get(next) == until) {
                until += length;
                next++;
            }
            if (used == hits.size()) {
                var hit = mark("console-found");
                found.getChildren().addFirst(hit);
                hits.add(hit);
            }
            var hit = hits.get(used++);
            place(hit, from, until - from);
            hit.setVisible(true);
        }
        hits.subList(used, hits.size()).forEach(hit -> hit.setVisible(false));
    }

    private void place(Region region, int column, int columns) {
        region.resizeRelocate(column * cell, 0, Math.max(0, columns) * cell, HEIGHT);
    }
}
