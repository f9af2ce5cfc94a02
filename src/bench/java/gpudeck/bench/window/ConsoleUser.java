package gpudeck.bench.window;

import gpudeck.viewmodel.console.ConsoleViewModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

/// Scrolls, selects and searches in a console, over and over, and takes the time until each answer
/// is laid out.
final class ConsoleUser {

    private static final long BETWEEN_MILLIS = 150;

    private final BenchStage stage;
    private final ConsoleViewModel model;
    private final String word;
    private final Map<String, Gaps.Times> answers = new LinkedHashMap<>();
    private final Parent pane;
    private final Pane area;
    private final TextField query;
    private final Labeled matches;

    /// @param word that can be found
    ConsoleUser(BenchStage stage, ConsoleViewModel model, String word) {
        this.stage = stage;
        this.model = model;
        this.word = word;
        var root = stage.scene().getRoot();
        pane = (Parent) root.lookup(".console-pane");
        area = (Pane) pane.getChildrenUnmodifiable().getFirst();
        query = (TextField) root.lookup("#console-search");
        matches = (Labeled) root.lookup("#console-matches");
    }

    /// Goes on until it is over; a round that was begun is finished.
    CompletableFuture<Boolean> start(AtomicBoolean over) {
        var done = new CompletableFuture<Boolean>();
        Thread.ofPlatform()
                .name("user")
                .start(() -> {
                    try {
                        while (!over.get()) {
                            oneRound();
                        }
                        done.complete(true);
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                });
        return done;
    }

    void oneRound() throws Exception {
        use("scroll", () -> press(pane, KeyCode.PAGE_UP), () -> !model.followProperty().get());
        use("select", this::drag, () -> isAnyVisible(".console-selected"));
        use(
                "search",
                () -> query.setText(word),
                () -> !matches.getText().isEmpty() && !matches.getText().endsWith(" 0"));
        var before = BenchStage.onUi(matches::getText);
        use("next match", () -> press(query, KeyCode.F3), () -> !matches.getText().equals(before));
        use("end of search", () -> query.setText(""), () -> !isAnyVisible(".console-found"));
        use("follow", () -> press(pane, KeyCode.END), () -> model.followProperty().get());
    }

    private void use(String what, Runnable act, BooleanSupplier seen) throws Exception {
        Thread.sleep(BETWEEN_MILLIS);
        long time;
        try {
            time = stage.until(act, seen);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer to " + what, e);
        }
        answers.computeIfAbsent(what, _ -> new Gaps.Times()).add(time);
    }

    void say() {
        answers.forEach((what, times) -> times.say("answer " + what));
    }

    private boolean isAnyVisible(String selector) {
        return area.lookupAll(selector).stream().anyMatch(Node::isVisible);
    }

    private static void press(Node node, KeyCode key) {
        Event.fireEvent(
                node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    private void drag() {
        mouse(MouseEvent.MOUSE_PRESSED, 200, 100);
        mouse(MouseEvent.MOUSE_DRAGGED, 500, 300);
    }

    private void mouse(EventType<MouseEvent> type, double x, double y) {
        var at = area.localToScene(x, y);
        Event.fireEvent(
                area,
                new MouseEvent(
                        type,
                        at.getX(),
                        at.getY(),
                        at.getX(),
                        at.getY(),
                        MouseButton.PRIMARY,
                        1,
                        false,
                        false,
                        false,
                        false,
                        true,
                        false,
                        false,
                        false,
                        false,
                        true,
                        null));
    }
}
