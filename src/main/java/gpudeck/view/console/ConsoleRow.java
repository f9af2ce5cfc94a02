package gpudeck.view.console;

import gpudeck.viewmodel.console.ConsoleLine;
import gpudeck.viewmodel.console.ConsoleLine.Span;
import gpudeck.viewmodel.console.TextStyle;
import gpudeck.viewmodel.console.TextStyle.Color;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// One visible line. Its nodes are used again for whatever line comes into its place.
final class ConsoleRow extends Pane {

    static final double HEIGHT = 18;
    static final double INSET = 14;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
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
    private final Text time = new Text();
    private final Region selected = new Region();
    private final Pane found = new Pane();
    private final Pane words = new Pane();
    private final List<Text> texts = new ArrayList<>();
    private final List<Region> hits = new ArrayList<>();
    private @Nullable ConsoleLine shown;
    private Marks marks = Marks.NONE;

    /// @param cell width of one character
    ConsoleRow(double cell, ZoneId zone) {
        this.cell = cell;
        this.zone = zone;
        getStyleClass().add("console-row");
        time.getStyleClass().addAll("console-text", "ansi-grey");
        time.setTextOrigin(VPos.CENTER);
        time.setY(HEIGHT / 2);
        selected.getStyleClass().add("console-selected");
        selected.setManaged(false);
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

    void clear() {
        if (shown != null) {
            shown = null;
            time.setText("");
            hide(texts, 0);
            show(Marks.NONE);
        }
    }

    /// @param scrolled px that the text is moved to the left
    void show(ConsoleLine line, Marks now, double scrolled) {
        if (shown == null || !line.equals(shown)) {
            shown = line;
            time.setText(TIME.format(line.at().atZone(zone)));
            write(line);
        }
        if (!now.equals(marks)) {
            show(now);
        }
        for (var part : List.of(words, found, selected)) {
            part.setTranslateX(-scrolled);
        }
    }

    private void write(ConsoleLine line) {
        var spans = spans(line);
        for (int i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            if (i == texts.size()) {
                texts.add(newText());
            }
            var text = texts.get(i);
            text.setText(line.text().substring(span.from(), span.to()));
            text.setX(span.from() * cell);
            text.setVisible(true);
            style(text, span.style());
        }
        hide(texts, spans.size());
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

    private Text newText() {
        var text = new Text();
        text.setTextOrigin(VPos.CENTER);
        text.setY(HEIGHT / 2);
        text.getStyleClass().add("console-text");
        words.getChildren().add(text);
        return text;
    }

    private static void style(Text text, TextStyle style) {
        var wanted = new ArrayList<String>(4);
        wanted.add("console-text");
        wanted.add("ansi-" + style.color().name().toLowerCase(Locale.ROOT));
        if (style.bold()) {
            wanted.add("ansi-bold");
        }
        if (style.dim()) {
            wanted.add("ansi-dim");
        }
        if (style.underline()) {
            wanted.add("ansi-underline");
        }
        if (!text.getStyleClass().equals(wanted)) {
            text.getStyleClass().setAll(wanted);
        }
    }

    private void show(Marks now) {
        marks = now;
        selected.setVisible(now.until() > now.from());
        place(selected, now.from(), now.until() - now.from());
        for (int i = 0; i < now.found().size(); i++) {
            if (i == hits.size()) {
                var hit = new Region();
                hit.setManaged(false);
                found.getChildren().add(hit);
                hits.add(hit);
            }
            var hit = hits.get(i);
            boolean current = now.found().get(i) == now.current();
            hit.getStyleClass().setAll(current ? "console-found-current" : "console-found");
            hit.setVisible(true);
            place(hit, now.found().get(i), now.length());
        }
        hide(hits, now.found().size());
    }

    private void place(Region region, int column, int columns) {
        region.resizeRelocate(column * cell, 0, Math.max(0, columns) * cell, HEIGHT);
    }

    private static void hide(List<? extends Node> nodes, int from) {
        nodes.subList(Math.min(from, nodes.size()), nodes.size()).forEach(n -> n.setVisible(false));
    }
}
