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
import gpudeck.testing.Keyboard;
import gpudeck.testing.Machines;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.ending.AllMineViewModel;
import gpudeck.viewmodel.ending.CloseViewModel;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
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
    private final ShownNodes nodes = new ShownNodes(dialogs);
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

        assertThat(nodes.button("#close-terminate").isFocused()).isTrue();
        assertThat(nodes.button("#close-terminate").isDefaultButton()).isTrue();
        Keyboard.strike(nodes.button("#close-terminate"), KeyCode.ENTER);

        assertThat(happened).isEmpty();
        assertThat(nodes.texts())
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

        Keyboard.strike(nodes.button("#close-terminate"), KeyCode.ESCAPE);

        assertThat(dialogs.isOpen()).isFalse();
        assertThat(dialog.isOpen()).isFalse();
        assertThat(happened).isEmpty();
        dialog.ask();
        assertThat(dialogs.isOpen()).isTrue();
    }

    @Test
    void leavingThemRunningClosesTheWindow() {
        shown();

        nodes.button("#close-leave").fire();

        assertThat(happened).containsExactly("closed");
    }

    @Test
    void closesWhenAllAreProvedToHaveEnded() {
        shown();
        answers.add(List.of());

        nodes.button("#close-terminate").fire();
        assertThat(nodes.texts()).contains("Ending 2 instances…");
        assertThat(dialogs.lookup("#close-terminate")).isNull();
        fleet.publish(
                fleet(Machines.ended(mine(1), NOW), Machines.ending(mine(2), NOW.minusSeconds(9))));
        assertThat(nodes.texts()).contains("Ended", "Ending… 0:09", "Ending 1 instance…");
        background.runAll();

        assertThat(happened).containsExactly("end all", "closed");
        assertThat(dialogs.isOpen()).isFalse();
    }

    @Test
    void whatIsNotProvedIsNamedWithAWayOnAndAWayOut() {
        shown();
        answers.add(List.of("mine-1", "mine-2"));

        nodes.button("#close-terminate").fire();
        background.runAll();

        assertThat(nodes.texts())
                .contains("2 instances are not confirmed as ended, $6.58/h", "Keep trying");
        assertThat(nodes.button("#close-again").isFocused()).isTrue();
        assertThat(happened).containsExactly("end all");
        answers.add(List.of("mine-2"));
        nodes.button("#close-again").fire();
        background.runAll();
        assertThat(happened).containsExactly("end all", "end all");
        nodes.button("#close-leave").fire();
        assertThat(happened).endsWith("closed");
    }

    @Test
    void stayingWhileTheyEndKeepsTheWindow() {
        shown();
        answers.add(List.of());
        nodes.button("#close-terminate").fire();

        nodes.button("#close-stay").fire();
        background.runAll();

        assertThat(dialogs.isOpen()).isFalse();
        assertThat(happened).doesNotContain("closed");
    }

    @Test
    void isAskedOnceAtATime() {
        shown();
        nodes.button("#close-terminate").fire();

        dialog.ask();

        assertThat(nodes.texts()).contains("Ending 2 instances…");
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
        assertThat(nodes.texts()).contains("Terminate the 2 instances you started?");

        nodes.button("#confirm-terminate").fire();
        background.runAll();

        assertThat(happened).containsExactly("end all");
        assertThat(dialogs.isOpen()).isFalse();
    }

    private void shown() {
        show();
        dialog.ask();
    }

    private void show() {
        dialogs.setWindow(new StackPane(new Button("behind")));
        nodes.show(1024, 700);
    }
}
