package gpudeck.view.console;

import gpudeck.viewmodel.console.ConsoleLine.Span;
import gpudeck.viewmodel.console.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;

/// The text of a row, in as few nodes as it has styles. A node keeps its style, so that nothing is
/// styled anew when another line comes.
final class ConsoleWords extends Pane {

    private final double cell;
    private final Map<TextStyle, List<Text>> nodes = new HashMap<>();

    /// @param cell width of one character
    ConsoleWords(double cell) {
        this.cell = cell;
    }

    void show(String line, List<Span> spans, ConsolePart part) {
        clear();
        for (var piece : pieces(line, spans, part)) {
            var node = unused(piece.style);
            node.setText(piece.text.toString());
            node.setX(piece.from * cell);
            node.setVisible(true);
        }
    }

    void clear() {
        getChildren().forEach(node -> node.setVisible(false));
    }

    /// What one node shows: all of one style, with blanks between.
    private static final class Piece {
        private final TextStyle style;
        private final int from;
        private final StringBuilder text = new StringBuilder();

        Piece(TextStyle style, int from) {
            this.style = style;
            this.from = from;
        }

        void add(String line, int start, int end) {
            text.repeat(' ', start - from - text.length()).append(line, start, end);
        }
    }

    private static List<Piece> pieces(String line, List<Span> spans, ConsolePart part) {
        var pieces = new ArrayList<Piece>();
        var byStyle = new HashMap<TextStyle, Piece>();
        for (var span : spans) {
            int start = Math.max(span.from(), part.from());
            int end = Math.min(span.to(), part.to());
            if (start >= end) {
                continue;
            }
            var style = span.style();
            var piece = byStyle.get(style);
            // The blanks between would be underlined.
            if (piece == null || style.underline()) {
                piece = new Piece(style, start);
                pieces.add(piece);
                byStyle.put(style, piece);
            }
            piece.add(line, start, end);
        }
        return pieces;
    }

    private Text unused(TextStyle style) {
        var all = nodes.computeIfAbsent(style, _ -> new ArrayList<>());
        return all.stream()
                .filter(node -> !node.isVisible())
                .findFirst()
                .orElseGet(() -> {
                    var node = node(style);
                    all.add(node);
                    getChildren().add(node);
                    return node;
                });
    }

    /// Not managed: another text in it is no reason to lay anything out.
    static Text node(TextStyle style) {
        var node = new Text();
        node.setManaged(false);
        node.setTextOrigin(VPos.CENTER);
        node.setY(ConsoleRow.HEIGHT / 2);
        node.getStyleClass()
                .addAll("console-text", "ansi-" + style.color().name().toLowerCase(Locale.ROOT));
        if (style.bold()) {
            node.getStyleClass().add("ansi-bold");
        }
        if (style.dim()) {
            node.getStyleClass().add("ansi-dim");
        }
        if (style.underline()) {
            node.getStyleClass().add("ansi-underline");
        }
        return node;
    }
}
