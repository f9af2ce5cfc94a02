package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import gpudeck.domain.ApiKey;
import gpudeck.store.keys.FoundKey;
import gpudeck.testing.SimulatorExtension;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a new user sees first.
@DisabledOnOs(WINDOWS)
@Tag("fx")
@Tag("sim")
class ConnectTest {

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

    private void enter(String key) throws Exception {
        app.on(() -> {
            var field = (TextField) app.stage().getScene().getRoot().lookup("#connect-key");
            field.setText(key);
            return field;
        });
    }
}
