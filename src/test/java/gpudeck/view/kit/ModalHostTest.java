package gpudeck.view.kit;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.FxThreadExtension;
import gpudeck.viewmodel.Tone;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
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

    @Test
    void tabStaysInsideTheDialog() {
        shown();
        end.requestFocus();

        press(KeyCode.TAB);

        assertThat(stay.isFocused()).isTrue();
    }

    @Test
    void theFocusGoesBackWhenTheDialogCloses() {
        var stage = shown();
        assertThat(stage.getScene().getFocusOwner()).isSameAs(end);

        host.close();

        assertThat(behind.isFocused()).isTrue();
    }

    @Test
    void enterCountsForNothingInTheFirstHalfSecond() {
        shown();

        press(KeyCode.ENTER);

        assertThat(ended).hasValue(0);
    }

    @Test
    void enterPressesThePreferredButtonWhereNothingIsEnded() {
        var stage = new Stage();
        host.setWindow(new StackPane(behind));
        stage.setScene(new Scene(host, 800, 600));
        stage.show();
        host.show(
                new DialogBox(Feather.PLUS, Tone.ACCENT, "Launch?", "")
                        .buttons(stay, end)
                        .preferring(end),
                host::close);

        press(KeyCode.ENTER);

        assertThat(ended).hasValue(1);
    }

    @Test
    void escapeIsTheWayOut() {
        shown();

        press(KeyCode.ESCAPE);

        assertThat(host.isOpen()).isFalse();
    }

    private Stage shown() {
        var stage = new Stage();
        host.setWindow(new StackPane(behind));
        stage.setScene(new Scene(host, 800, 600));
        Theme.DARK.applyTo(stage.getScene());
        stage.show();
        behind.requestFocus();
        host.show(
                new DialogBox(Feather.POWER, Tone.DANGER, "Terminate 2 instances?", "Stops it.")
                        .buttons(stay, end)
                        .preferring(end)
                        .endingMachines(),
                host::close);
        return stage;
    }

    private void press(KeyCode code) {
        var focused = host.getScene().getFocusOwner();
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            focused.fireEvent(new KeyEvent(type, "", "", code, false, false, false, false));
        }
    }
}
