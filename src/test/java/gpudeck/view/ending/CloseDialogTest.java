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
import gpudeck.testing.KnownClosing;
import gpudeck.testing.Machines;
import gpudeck.testing.ShownNodes;
import gpudeck.testing.StepwiseBackground;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.ending.AllMineViewModel;
import gpudeck.viewmodel.ending.CloseViewModel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
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
    private final KnownClosing closing = new KnownClosing();
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
                    () -> new CloseViewModel(live, Set::of, closing, closing::close, background),
                    messages,
                    dialogs);

    @Test
    void theFocusIsOnTerminateAllButNotForEnterInTheFirstHalfSecond() {
        shown();

        assertThat(nodes.button("#close-terminate").isFocused()).isTrue();
        assertThat(nodes.button("#close-terminate").isDefaultButton()).isTrue();
        Keyboard.strike(nodes.button("#close-terminate"), KeyCode.ENTER);

        assertThat(closing.happened()).isEmpty();
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
        assertThat(closing.happened()).isEmpty();
        dialog.ask();
        assertThat(dialogs.isOpen()).isTrue();
    }

    @Test
    void leavingThemRunningClosesTheWindow() {
        shown();

        nodes.button("#close-leave").fire();
        background.runAll();

        assertThat(closing.happened()).containsExactly("leave mine-1", "leave mine-2", "closed");
    }

    @Test
    void closesWhenAllAreProvedToHaveEnded() {
        shown();
        closing.answer();

        nodes.button("#close-terminate").fire();
        assertThat(nodes.texts()).contains("Ending 2 instances…");
        assertThat(dialogs.lookup("#close-terminate")).isNull();
        fleet.publish(
                fleet(Machines.ended(mine(1), NOW), Machines.ending(mine(2), NOW.minusSeconds(9))));
        assertThat(nodes.texts()).contains("Ended", "Ending… 0:09", "Ending 1 instance…");
        background.runAll();

        assertThat(closing.happened()).containsExactly("end in 5 min", "closed");
        assertThat(dialogs.isOpen()).isFalse();
    }

    @Test
    void whatIsNotProvedIsNamedWithAWayOnAndAWayOut() {
        shown();
        closing.answer("mine-1", "mine-2");

        nodes.button("#close-terminate").fire();
        background.runAll();

        assertThat(nodes.texts())
                .contains("2 instances are not confirmed as ended, $6.58/h", "Keep trying");
        assertThat(nodes.button("#close-again").isFocused()).isTrue();
        assertThat(closing.happened()).containsExactly("end in 5 min");
        closing.answer("mine-2");
        nodes.button("#close-again").fire();
        background.runAll();
        assertThat(closing.happened()).containsExactly("end in 5 min", "end in 5 min");
        nodes.button("#close-leave").fire();
        assertThat(closing.happened()).endsWith("closed");
    }

    @Test
    void stayingWhileTheyEndKeepsTheWindow() {
        shown();
        closing.answer();
        nodes.button("#close-terminate").fire();

        nodes.button("#close-stay").fire();
        background.runAll();

        assertThat(dialogs.isOpen()).isFalse();
        assertThat(closing.happened()).doesNotContain("closed");
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
        closing.answer();
        show();
        new EndingDialogs(dialogs, messages)
                .askAllMine(
                        new AllMineViewModel(
                                live, limit -> closing.endHeld(List.of(), limit), background));
        assertThat(nodes.texts()).contains("Terminate the 2 instances you started?");

        nodes.button("#confirm-terminate").fire();
        background.runAll();

        assertThat(closing.happened()).containsExactly("end in 15 min");
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
