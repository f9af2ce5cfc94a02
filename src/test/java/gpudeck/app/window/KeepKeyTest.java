package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import gpudeck.domain.ApiKey;
import gpudeck.store.keys.FoundKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The key of the account, entered in the window of a demo.
@DisabledOnOs(WINDOWS)
@Tag("fx")
@Tag("sim")
class KeepKeyTest {

    @RegisterExtension final AppFixture app = new AppFixture();

    @Test
    void keepsAndForgetsTheKeyThatIsEntered() throws Exception {
        app.open("settings");
        app.click("Account and key");
        app.awaitText("No key is kept for https://cloud.lambda.ai/api/v1.");

        app.click("#api-key");
        app.type("secret0one");
        app.press("#keep-key");

        app.awaitText("It counts when GPU Deck starts again.");
        app.awaitText("The key is kept in ");
        var keys = app.session().keys();
        assertThat(keys.find()).map(FoundKey::key).contains(new ApiKey("secret0one"));
        app.awaitNoText("secret0one");

        app.press("#forget-key");

        app.awaitText("The key is forgotten.");
        assertThat(keys.find()).isEmpty();
    }
}
