package gpudeck.view.ending;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Signal;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Machines;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.ModalHost;
import gpudeck.view.kit.Theme;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.ending.AllMineViewModel;
import gpudeck.viewmodel.ending.CloseViewModel;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxThreadExtension.class)
class CloseDialogTest {

    private final Messages messages = Messages.load();
    private final Signal<Fleet> fleet = new Signal<>(fleet(mine(1), mine(2)));
    private final StepwiseBackground background = new StepwiseBackground();
    private final Queue<List<String>> answers = new ArrayDeque<>();
    private final List<String> happened = new ArrayList<>();
    private final ModalHost dialogs = new ModalHost();
    private final Live live =
            new Live(
                    fleet,
                    new Signal<>(Catalog.UNREAD),
                    new Signal<>(List.of()),
                    new Ticker(NOW, ZoneOffset.UTC));
    private final CloseDialog dialog =
            new CloseDialog(
                    () ->
                            new CloseViewModel(
                                    live,
                                    _ -> {
                                        happened.add("end all");
                                        return answers.remove();
                                    },
                                    () -> happened.add("closed"),
                                    background),
                    messages,
                    dialogs);

    @Test
    void theFocusIsOnTerminateAllButNotForEnterInTheFirstHalfSecond() {
        shown();

        assertThat(button("close-terminate").isFocused()).isTrue();
        assertThat(button("close-terminate").isDefaultButton()).isTrue();
        press(button("close-terminate"), KeyCode.ENTER);

        assertThat(happened).isEmpty();
        assertThat(texts())
                .contains(
                        "2 instances are running, $6.58/h",
                        "mine-1",
                        "mine-2",
                        "about $7",
                        "Leave running, $6.58/h");
    }

    @Test
    void escapeStays() {
        shown();

        press(button("close-terminate"), KeyCode.ESCAPE);

        assertThat(dialogs.isOpen()).isFalse();
        assertThat(dialog.isOpen()).isFalse();
        assertThat(happened).isEmpty();
        dialog.ask();
        assertThat(dialogs.isOpen()).isTrue();
    }

    @Test
    void leavingThemRunningClosesTheWindow() {
        shown();

        button("close-leave").fire();

        assertThat(happened).containsExactly("closed");
    }

    @Test
    void closesWhenAllAreProvedToHaveEnded() {
        shown();
        answers.add(List.of());

        button("close-terminate").fire();
        assertThat(texts()).contains("Ending 2 instances…");
        assertThat(dialogs.lookup("#close-terminate")).isNull();
        fleet.publish(
                fleet(Machines.ended(mine(1), NOW), Machines.ending(mine(2), NOW.minusSeconds(9))));
        assertThat(texts()).contains("Ended", "Ending… 0:09", "Ending 1 instance…");
        background.runAll();

        assertThat(happened).containsExactly("end all", "closed");
        assertThat(dialogs.isOpen()).isFalse();
    }

    @Test
    void whatIsNotProvedIsNamedWithAWayOnAndAWayOut() {
        shown();
        answers.add(List.of("mine-1", "mine-2"));

        button("close-terminate").fire();
        background.runAll();

        assertThat(texts())
                .contains("2 instances are not confirmed as ended, $6.58/h", "Keep trying");
        assertThat(button("close-again").isFocused()).isTrue();
        assertThat(happened).containsExactly("end all");
        answers.add(List.of("mine-2"));
        button("close-again").fire();
        background.runAll();
        assertThat(happened).containsExactly("end all", "end all");
        button("close-leave").fire();
        assertThat(happened).endsWith("closed");
    }

    @Test
    void stayingWhileTheyEndKeepsTheWindow() {
        shown();
        answers.add(List.of());
        button("close-terminate").fire();

        button("close-stay").fire();
        background.runAll();

        assertThat(dialogs.isOpen()).isFalse();
        assertThat(happened).doesNotContain("closed");
    }

    @Test
    void isAskedOnceAtATime() {
        shown();
        button("close-terminate").fire();

        dialog.ask();

        assertThat(texts()).contains("Ending 2 instances…");
    }

    @Test
    void terminateAllMineAsksAndEndsThem() {
        answers.add(List.of());
        show();
        new EndingDialogs(dialogs, messages)
                .askAllMine(
                        new AllMineViewModel(
                                live,
                                _ -> {
                                    happened.add("end all");
                                    return answers.remove();
                                },
                                background));
        assertThat(texts()).contains("Terminate the 2 instances you started?");

        button("confirm-terminate").fire();
        background.runAll();

        assertThat(happened).containsExactly("end all");
        assertThat(dialogs.isOpen()).isFalse();
    }

    private void shown() {
        show();
        dialog.ask();
    }

    private void show() {
        var stage = new Stage();
        dialogs.setWindow(new StackPane(new Button("behind")));
        stage.setScene(new Scene(dialogs, 1024, 700));
        Theme.DARK.applyTo(stage.getScene());
        stage.show();
    }

    private Button button(String id) {
        layOut();
        return (Button) dialogs.lookup("#" + id);
    }

    private List<String> texts() {
        layOut();
        return dialogs.lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    private void layOut() {
        dialogs.applyCss();
        dialogs.layout();
    }

    private static void press(Node target, KeyCode code) {
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            target.fireEvent(new KeyEvent(type, "", "", code, false, false, false, false));
        }
    }
}
