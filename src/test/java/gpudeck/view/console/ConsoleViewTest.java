package gpudeck.view.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.engine.job.RunOutput.Stream;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.Samples;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.Fonts;
import gpudeck.viewmodel.console.Console;
import gpudeck.viewmodel.console.ConsoleViewModel;
import gpudeck.viewmodel.console.LineRing;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class ConsoleViewTest {

    private static final double ROW = 18;
    private static final int ROWS = 20;

    /// Width of a character of 12 px in the bundled face.
    private static final double CELL = 7;

    private final Console console = new Console(Messages.load(), () -> Samples.MORNING);
    private final ConsoleViewModel model =
            new ConsoleViewModel(console, new LineRing(10, 1000), new StepwiseBackground());

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private ConsoleView view;

    @Test
    void followsTheOutput() {
        show();

        print("line", 100);
        settle();

        assertThat(lines()).endsWith("line 99");
        assertThat(lines()).doesNotContain("line 0");
    }

    @Test
    void drawsOnlyWhatIsInSightOfAFullConsole() {
        print("line", 100_000);
        show();

        assertThat(rows()).hasSizeBetween(ROWS, ROWS + 2);
        assertThat(lines()).endsWith("line 99999");
    }

    @Test
    void stopsFollowingWhenScrolledUpAndGoesOnAtTheEnd() {
        show();
        print("line", 100);
        settle();

        Keyboard.press(pane(), KeyCode.PAGE_UP);
        var before = lines();
        print("later", 50);
        settle();
        assertThat(model.followProperty().get()).isFalse();
        assertThat(lines()).isEqualTo(before);

        Keyboard.press(pane(), KeyCode.END);
        assertThat(model.followProperty().get()).isTrue();
        assertThat(lines()).endsWith("later 49");
    }

    @Test
    void whatIsReadStaysInSightAndCanBeCopiedHoweverMuchFollows() {
        show();
        print("line", 100);
        settle();
        Keyboard.press(pane(), KeyCode.PAGE_UP);
        var before = lines();

        print("later", 200_000);
        settle();
        assertThat(lines()).isEqualTo(before);

        drag(0, 0, 7, 1);
        Keyboard.press(pane(), KeyCode.C, KeyCombination.CONTROL_DOWN);
        assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo(before.get(0) + "\n" + before.get(1));

        Keyboard.press(pane(), KeyCode.UP);
        assertThat(lines()).isEqualTo(before);
        Keyboard.press(pane(), KeyCode.END);
        assertThat(lines()).endsWith("later 199999");
    }

    @Test
    void redrawsAProgressBarInItsPlace() {
        show();
        write("epoch 1\n 10%|#    |");
        settle();
        assertThat(lines()).containsExactly("epoch 1", " 10%|#    |");

        write("\r 60%|###  |");
        settle();
        assertThat(lines()).containsExactly("epoch 1", " 60%|###  |");
    }

    @Test
    void findsAndCountsAndGoesFromMatchToMatch() {
        show();
        print("loss", 60);
        print("other", 60);
        write("last LOSS\n");
        settle();

        query().setText("loss");
        assertThat(matches()).isEqualTo("61 of 61");

        Keyboard.press(query(), KeyCode.F3);
        assertThat(matches()).isEqualTo("1 of 61");
        assertThat(lines()).contains("loss 0");
        assertThat(view.lookupAll(".console-found-current")).filteredOn(Node::isVisible).hasSize(1);

        Keyboard.press(query(), KeyCode.F3, KeyCombination.SHIFT_DOWN);
        assertThat(matches()).isEqualTo("61 of 61");
        assertThat(lines()).endsWith("last LOSS");

        Keyboard.press(query(), KeyCode.ESCAPE);
        assertThat(query().getText()).isEmpty();
        assertThat(view.lookupAll(".console-found")).filteredOn(Node::isVisible).isEmpty();
    }

    @Test
    void copiesWhatTheMouseSelectsAcrossLines() {
        show();
        print("line", 5);
        settle();

        drag(5, 1, 2, 3);
        Keyboard.press(pane(), KeyCode.C, KeyCombination.CONTROL_DOWN);

        assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("1\nline 2\nli");
    }

    @Test
    void copiesWhatTheKeysSelect() {
        show();
        print("line", 3);
        settle();
        drag(0, 0, 0, 0);

        Keyboard.press(pane(), KeyCode.DOWN, KeyCombination.SHIFT_DOWN);
        Keyboard.press(pane(), KeyCode.RIGHT, KeyCombination.SHIFT_DOWN);
        Keyboard.press(pane(), KeyCode.C, KeyCombination.CONTROL_DOWN);
        assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("line 0\nl");

        Keyboard.press(pane(), KeyCode.A, KeyCombination.CONTROL_DOWN);
        Keyboard.press(pane(), KeyCode.C, KeyCombination.CONTROL_DOWN);
        assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo("line 0\nline 1\nline 2\n");
    }

    @Test
    void showsTheSetUpAloneInItsTab() {
        show();
        console.commandStarted(Step.SET_UP, "uv sync", Samples.MORNING);
        console.commandEnded(0, Optional.empty(), Duration.ofSeconds(3));
        console.commandStarted(Step.SCRIPTS, "uv run python train.py", Samples.MORNING);

        model.tabProperty().set(ConsoleViewModel.Tab.SET_UP);
        settle();

        assertThat(lines()).containsExactly("$ uv sync", "exit 0 in 3 s");
    }

    @Test
    void coloursAreRolesOfTheTheme() {
        show();
        write("\u001b[1;31mbad\u001b[0m good\n");
        settle();

        var texts =
                view.lookupAll(".console-text").stream()
                        .map(Text.class::cast)
                        .filter(t -> t.isVisible() && t.getText().equals("bad"))
                        .toList();
        assertThat(texts).hasSize(1);
        assertThat(texts.getFirst().getStyleClass()).contains("ansi-red", "ansi-bold");
    }

    @Test
    void drawsNothingWhileItIsOutOfSight() {
        show();
        write("seen\n");
        settle();
        stage.hide();

        print("unseen", 10);
        settle();
        assertThat(lines()).containsExactly("seen");

        stage.show();
        write("again\n");
        settle();
        assertThat(lines()).contains("unseen 9", "again");
    }

    private void show() {
        Fonts.load();
        view = new ConsoleView(model, Messages.load(), ZoneOffset.UTC, () -> {});
        stage = new ShownNodes(view).show(900, 44 + 8 + 10 + ROWS * ROW);
        settle();
    }

    private void print(String word, int count) {
        var text = new StringBuilder();
        IntStream.range(0, count)
                .forEach(i -> text.append(word).append(' ').append(i).append('\n'));
        write(text.toString());
    }

    private void write(String text) {
        var bytes = text.getBytes(UTF_8);
        console.bytes(Stream.OUT, Samples.MORNING, bytes, 0, bytes.length);
    }

    /// Until what was written is drawn; at once while nothing is drawn.
    private void settle() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (stage.isShowing() && pane().drawnVersion() != model.ring().version()) {
            assertThat(System.nanoTime()).as("drawn in time").isLessThan(deadline);
            var pulse = new PauseTransition(javafx.util.Duration.millis(20));
            pulse.setOnFinished(_ -> Platform.exitNestedEventLoop(pulse, "pulse"));
            pulse.play();
            Platform.enterNestedEventLoop(pulse);
        }
    }

    private void drag(int fromColumn, int fromRow, int toColumn, int toRow) {
        mouse(MouseEvent.MOUSE_PRESSED, fromColumn, fromRow);
        mouse(MouseEvent.MOUSE_DRAGGED, toColumn, toRow);
    }

    /// To the middle of a row, at the left edge of a column.
    private void mouse(javafx.event.EventType<MouseEvent> type, int column, int row) {
        var area = pane().area();
        double x = ConsoleRow.textStart(CELL) + column * CELL;
        var at = area.localToScene(x, row * ROW + ROW / 2);
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

    private ConsolePane pane() {
        return (ConsolePane) view.lookup(".console-pane");
    }

    private TextField query() {
        return (TextField) view.lookup("#console-search");
    }

    private String matches() {
        return ((Labeled) view.lookup("#console-matches")).getText();
    }

    private List<ConsoleRow> rows() {
        return view.lookupAll(".console-row").stream()
                .map(ConsoleRow.class::cast)
                .sorted(java.util.Comparator.comparingDouble(Node::getLayoutY))
                .toList();
    }

    /// The text of each row that shows a line.
    private List<String> lines() {
        return rows().stream().map(ConsoleViewTest::text).filter(t -> !t.isEmpty()).toList();
    }

    private static String text(ConsoleRow row) {
        return row.lookupAll(".console-text").stream()
                .map(Text.class::cast)
                .filter(t -> t.isVisible() && t.getParent() != row)
                .sorted(java.util.Comparator.comparingDouble(Text::getX))
                .map(Text::getText)
                .reduce("", String::concat);
    }
}
