package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FxBackgroundTest {

    private final List<String> begun = new ArrayList<>();

    /// A poll that was cancelled while JavaFX was about to begin it is no bug to tell of.
    @Test
    void beginsNothingWhenItIsClosed() {
        var background = new FxBackground();
        background.close();

        background.threads().execute(() -> begun.add("a poll"));

        assertThat(begun).isEmpty();
    }
}
