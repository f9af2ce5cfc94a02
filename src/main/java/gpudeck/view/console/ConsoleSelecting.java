package gpudeck.view.console;

import gpudeck.viewmodel.console.ConsolePosition;
import gpudeck.viewmodel.console.ConsoleSelection;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Selects text of a console with mouse and keys.
final class ConsoleSelecting {

    private final ConsolePane pane;

    private ConsoleSelecting(ConsolePane pane) {
        this.pane = pane;
    }

    static void on(ConsolePane pane) {
        var selecting = new ConsoleSelecting(pane);
        pane.area().setOnMousePressed(selecting::pressed);
        pane.area().setOnMouseDragged(selecting::dragged);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, selecting::key);
    }

    private void pressed(MouseEvent event) {
        pane.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        var place = pane.at(event.getX(), event.getY());
        if (event.isShiftDown()) {
            pane.select(pane.selection().to(place));
        } else if (event.getClickCount() == 2) {
            pane.select(word(place));
        } else if (event.getClickCount() == 3) {
            pane.select(
                    new ConsoleSelection(
                            new ConsolePosition(place.line(), 0),
                            new ConsolePosition(place.line(), text(place.line()).length())));
        } else {
            pane.select(ConsoleSelection.at(place));
        }
        event.consume();
    }

    private void dragged(MouseEvent event) {
        if (event.getY() < 0) {
            pane.scroll(-1);
        } else if (event.getY() > pane.area().getHeight()) {
            pane.scroll(1);
        }
        pane.select(pane.selection().to(pane.at(event.getX(), event.getY())));
        event.consume();
    }

    private ConsoleSelection word(ConsolePosition place) {
        var text = text(place.line());
        int from = Math.min(place.column(), text.length());
        int until = from;
        while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        while (until < text.length() && !Character.isWhitespace(text.charAt(until))) {
            until++;
        }
        return new ConsoleSelection(
                new ConsolePosition(place.line(), from), new ConsolePosition(place.line(), until));
    }

    private String text(long line) {
        var view = pane.sight().read(line, 1);
        return view.from() == line && !view.lines().isEmpty() ? view.lines().getFirst().text() : "";
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean handled = event.isShiftDown() ? extend(event) : move(event);
        if (handled) {
            event.consume();
        }
    }

    private boolean move(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> pane.scroll(-1);
            case DOWN -> pane.scroll(1);
            case PAGE_UP -> pane.scroll(-pane.page());
            case PAGE_DOWN -> pane.scroll(pane.page());
            case HOME -> pane.scrollTo(0);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean extend(KeyEvent event) {
        var caret = pane.selection().caret();
        var moved =
                switch (event.getCode()) {
                    case UP -> new ConsolePosition(Math.max(0, caret.line() - 1), caret.column());
                    case DOWN -> new ConsolePosition(caret.line() + 1, caret.column());
                    case LEFT -> new ConsolePosition(caret.line(), Math.max(0, caret.column() - 1));
                    case RIGHT -> new ConsolePosition(caret.line(), caret.column() + 1);
                    case HOME -> new ConsolePosition(caret.line(), 0);
                    case END -> new ConsolePosition(caret.line(), text(caret.line()).length());
                    default -> caret;
                };
        if (moved.equals(caret)) {
            return false;
        }
        pane.select(pane.selection().to(moved));
        pane.reveal(moved);
        return true;
    }
}
