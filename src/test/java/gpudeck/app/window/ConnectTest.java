package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import gpudeck.domain.ApiKey;
import gpudeck.store.keys.FoundKey;
import gpudeck.testing.SimulatorExtension;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.util.WaitForAsyncUtils;

/// What a new user sees first.
@DisabledOnOs(WINDOWS)
@Tag("fx")
@Tag("sim")
class ConnectTest {

    private static final String TITLE = "GPU Deck – Demo";

    @RegisterExtension final SimulatorExtension account = new SimulatorExtension();
    @RegisterExtension final AppFixture app = new AppFixture();

    @Test
    void asksForAKeyTriesItAndGoesOverToItsAccount() throws Exception {
        app.startAnew(account.simulator().apiUrl().toString());
        app.awaitText("Connect your Lambda account");

        enter("secret_of_nobody");
        app.press("#connect-check");
        app.awaitText("Lambda does not accept the API key.");

        enter(account.simulator().apiKey());
        app.awaitNoText("Lambda does not accept the API key.");
        app.keys(KeyCode.ENTER);
        app.awaitText("API key works");
        app.awaitText("No SSH key can be used");
        assertThat(app.session().keys().find()).isEmpty();

        app.keys(KeyCode.ENTER);
        app.await(app::hasGoneOver);
        assertThat(app.session().keys().find())
                .map(FoundKey::key)
                .contains(new ApiKey(account.simulator().apiKey()));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(app.on(ConnectTest::titles)).as("no bug is told of").containsOnly(TITLE);
    }

    @Test
    void leavesWhoeverOnlyLooksInTheDemo() throws Exception {
        app.startAnew(account.simulator().apiUrl().toString());

        app.press("#connect-demo");
        app.awaitNoText("Connect your Lambda account");
        app.awaitText("24 types");

        app.press("#connect-account");
        app.awaitText("Connect your Lambda account");
    }

    /// Tooltips are windows, too, without a title.
    private static List<String> titles() {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(window -> ((Stage) window).getTitle())
                .toList();
    }

    private void enter(String key) throws Exception {
        app.on(() -> {
            var field = (TextField) app.stage().getScene().getRoot().lookup("#connect-key");
            field.setText(key);
            return field;
        });
    }
}
