package gpudeck.view.instances;

import static gpudeck.testing.Machines.NOW;
import static gpudeck.testing.Machines.fleet;
import static gpudeck.testing.Machines.mine;
import static gpudeck.testing.Machines.stranger;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.hosts.HostKeyFacts;
import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.Machines;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What can be done to the selected instances.
@ExtendWith(FxThreadExtension.class)
class InstanceCommandsTest {

    private final InstancesPage page = new InstancesPage();

    @Test
    void deleteAsksAndTerminatesOne() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1), mine(2)));
        page.nodes.layOut();
        page.select("mine-1");

        Keyboard.press(page.table(), KeyCode.DELETE);

        assertThat(page.access.ended()).isEmpty();
        assertThat(page.nodes.texts()).contains("Terminate mine-1?");
        assertThat(page.nodes.flowing()).contains("Stops $3.29/h. $3.30 so far.");
        page.nodes.button("#confirm-terminate").fire();
        assertThat(page.access.ended()).containsExactly(mine(1).id());
        assertThat(page.overlays.dialogs().isOpen()).isFalse();
        assertThat(page.selected()).containsExactly("mine-2");
    }

    @Test
    void keepingItTerminatesNothing() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");
        Keyboard.press(page.table(), KeyCode.DELETE);

        Keyboard.press(page.nodes.focused(), KeyCode.ESCAPE);

        assertThat(page.overlays.dialogs().isOpen()).isFalse();
        assertThat(page.access.ended()).isEmpty();
    }

    @Test
    void enterInTheFirstHalfSecondTerminatesNothing() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");
        Keyboard.press(page.table(), KeyCode.DELETE);
        assertThat(page.nodes.button("#confirm-terminate").isFocused()).isTrue();

        Keyboard.strike(page.nodes.button("#confirm-terminate"), KeyCode.ENTER);

        assertThat(page.access.ended()).isEmpty();
    }

    @Test
    void severalAreTerminatedTogether() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1), mine(2), mine(3)));
        page.nodes.layOut();
        page.select("mine-1", "mine-2");

        page.nodes.button("#terminate").fire();
        page.nodes.layOut();

        assertThat(page.nodes.texts()).contains("Terminate 2 instances?", "mine-1", "mine-2");
        page.nodes.button("#confirm-terminate").fire();
        assertThat(page.access.ended()).containsExactly(mine(1).id(), mine(2).id());
    }

    @Test
    void aStrangerAmongSeveralCannotBeTerminated() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1), stranger("other")));
        page.nodes.layOut();
        page.select("mine-1", "other");

        assertThat(page.nodes.button("#terminate").isDisabled()).isTrue();
        assertThat(page.nodes.texts()).contains("Not started here: end these one by one");
        Keyboard.press(page.table(), KeyCode.DELETE);
        assertThat(page.overlays.dialogs().isOpen()).isFalse();
    }

    @Test
    void whatIsEndingIsAskedAgainWithoutAQuestion() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(Machines.ending(mine(1), NOW.minusSeconds(200))));
        page.nodes.layOut();
        page.select("mine-1");
        page.nodes.layOut();

        assertThat(page.nodes.button("#terminate").isVisible()).isFalse();
        page.nodes.button("#terminate-again").fire();

        assertThat(page.overlays.dialogs().isOpen()).isFalse();
        assertThat(page.access.ended()).containsExactly(mine(1).id());
    }

    @Test
    void renamesWithF2() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");

        Keyboard.press(page.table(), KeyCode.F2);
        var field = (TextField) page.overlays.dialogs().lookup("#new-name");
        assertThat(field.getText()).isEqualTo("mine-1");
        field.setText("  ");
        assertThat(page.nodes.button("#confirm-rename").isDisabled()).isTrue();
        field.setText("better");
        page.nodes.button("#confirm-rename").fire();
        page.background.runAll();

        assertThat(page.access.done()).containsExactly("rename mine-1 better");
    }

    @Test
    void restartAsksFirst() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");

        page.nodes.button("#restart").fire();
        page.background.runAll();
        assertThat(page.access.done()).isEmpty();
        page.nodes.button("#confirm-restart").fire();
        page.background.runAll();

        assertThat(page.access.done()).containsExactly("restart mine-1");
    }

    @Test
    void copiesTheSshCommandAndOpensJupyterWithoutShowingItsAddress() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");
        page.nodes.layOut();

        Keyboard.type(page.table(), "s");
        page.background.runAll();
        page.nodes.button("#jupyter").fire();

        assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo("ssh -i '/home/ada/my key' ubuntu@203.0.113.7");
        assertThat(page.asked).containsExactly("jupyter https://lab.example/?token=secret");
        assertThat(page.nodes.texts())
                .contains("token hidden")
                .noneMatch(text -> text.contains("secret"));
    }

    @Test
    void asksBeforeAHostKeyIsTrusted() {
        page.access.showUnconfirmed("SHA256:shown");
        page.shown(1264, 800);
        page.fleet.publish(fleet(stranger("other")));
        page.nodes.layOut();
        page.select("other");
        page.nodes.layOut();
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, "before"));

        Keyboard.type(page.table(), "s");
        page.background.runAll();

        assertThat(page.nodes.texts()).contains("Trust the host key of other?", "SHA256:shown");
        assertThat(page.access.done()).isEmpty();
        assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("before");
        page.nodes.button("#trust-host-key").fire();
        page.background.runAll();
        page.background.runAll();
        assertThat(page.access.done()).containsExactly("confirm other SHA256:shown");
        assertThat(Clipboard.getSystemClipboard().getString()).startsWith("ssh ");
    }

    @Test
    void enterTrustsNoHostKey() {
        page.access.showUnconfirmed("SHA256:shown");
        page.shown(1264, 800);
        page.fleet.publish(fleet(stranger("other")));
        page.nodes.layOut();
        page.select("other");
        Keyboard.type(page.table(), "s");
        page.background.runAll();

        Keyboard.strike(page.nodes.focused(), KeyCode.ENTER);

        assertThat(page.overlays.dialogs().isOpen()).isFalse();
        assertThat(page.access.done()).isEmpty();
    }

    @Test
    void tellsByWhichHostKeyAMachineIsKnown() {
        page.access.know(
                new HostKeyFacts("SHA256:known", UserMessage.of("word.hostKey.confirmed")));
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();
        page.select("mine-1");
        page.nodes.layOut();

        assertThat(page.nodes.texts()).contains("SHA256:known", "confirmed by you");
    }

    @Test
    void lettersLaunchAndRunButNotWhileAFilterIsTyped() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1)));
        page.nodes.layOut();

        Keyboard.type(page.view.filter().orElseThrow(), "l");
        assertThat(page.asked).isEmpty();
        page.model.clearFilter();
        page.nodes.layOut();
        Keyboard.type(page.table(), "l");
        Keyboard.type(page.table(), "j");
        page.nodes.button("#launch").fire();

        assertThat(page.asked).containsExactly("launch", "job", "launch");
    }

    @Test
    void runsAJobOnTheOneMachineThatIsReady() {
        page.shown(1264, 800);
        page.fleet.publish(fleet(mine(1), mine(2)));
        page.nodes.layOut();
        page.select("mine-1");

        assertThat(page.nodes.texts()).contains("Run a job here…");
        page.nodes.button("#runJob").fire();
        Keyboard.type(page.table(), "j");
        page.select("mine-1", "mine-2");
        assertThat(page.nodes.button("#runJob").isVisible()).isFalse();
        Keyboard.type(page.table(), "j");

        assertThat(page.asked).containsExactly("job on mine-1", "job on mine-1", "job");
    }

    @Test
    void runsNoJobWhereNoneCanBe() {
        page.shown(1264, 800);
        page.fleet.publish(
                fleet(
                        stranger("other"),
                        Machines.ending(mine(1), NOW.minusSeconds(9)),
                        Machines.status(mine(2), InstanceStatus.BOOTING),
                        Machines.kept(mine(3), Keeper.ANOTHER_PROGRAM)));
        page.nodes.layOut();

        for (var name : List.of("other", "mine-1", "mine-2", "mine-3")) {
            page.select(name);
            assertThat(page.nodes.button("#runJob").isVisible()).as(name).isFalse();
        }
    }
}
