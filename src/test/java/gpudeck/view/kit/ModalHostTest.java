package gpudeck.view.kit;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.FxThreadExtension;
import gpudeck.testing.Keyboard;
import gpudeck.testing.ShownNodes;
import gpudeck.viewmodel.Tone;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;

@ExtendWith(FxThreadExtension.class)
class ModalHostTest {

    private final AtomicInteger ended = new AtomicInteger();
    private final Button stay = Buttons.plain("Stay", () -> {});
    private final Button end =
            Buttons.dangerFilled(Feather.POWER, "Terminate all", ended::incrementAndGet);
    private final Button behind = Buttons.plain("Behind", () -> {});
    private final ModalHost host = new ModalHost();
    private final ShownNodes nodes = new ShownNodes(host);

    @Test
    void tabStaysInsideTheDialog() {
        shown();
        end.requestFocus();

        Keyboard.strike(nodes.focused(), KeyCode.TAB);

        assertThat(stay.isFocused()).isTrue();
    }

    @Test
    void theFocusGoesBackWhenTheDialogCloses() {
        shown();
        assertThat(nodes.focused()).isSameAs(end);

        host.close();

        assertThat(behind.isFocused()).isTrue();
    }

    @Test
    void enterCountsForNothingInTheFirstHalfSecond() {
        shown();

        Keyboard.strike(nodes.focused(), KeyCode.ENTER);

        assertThat(ended).hasValue(0);
    }

    @Test
    void enterPressesThePreferredButtonWhereNothingIsEnded() {
        host.setWindow(new StackPane(behind));
        nodes.show(800, 600);
        host.show(
                new DialogBox(Feather.PLUS, Tone.ACCENT, "Launch?", "")
                        .buttons(stay, end)
                        .preferring(end),
                host::close);

        Keyboard.strike(nodes.focused(), KeyCode.ENTER);

        assertThat(ended).hasValue(1);
    }

    @Test
    void escapeIsTheWayOut() {
        shown();

        Keyboard.strike(nodes.focused(), KeyCode.ESCAPE);

        assertThat(host.isOpen()).isFalse();
    }

    private void shown() {
        host.setWindow(new StackPane(behind));
        nodes.show(800, 600);
        behind.requestFocus();
        host.show(
                new DialogBox(Feather.POWER, Tone.DANGER, "Terminate 2 instances?", "Stops it.")
                        .buttons(stay, end)
                        .preferring(end)
                        .endingMachines(),
                host::close);
    }
}
