package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Messages;
import gpudeck.domain.Secrets;
import gpudeck.testing.FxThreadExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

@Tag("fx")
class BugsTest {

    private final Bugs bugs =
            new Bugs(
                    Path.of("logs/gpudeck.log"),
                    "1.0",
                    new Secrets(Optional.empty()),
                    new SystemOpener(List.of("true")),
                    Messages.load());

    @BeforeAll
    static void startToolkit() {
        FxThreadExtension.startToolkit();
    }

    @AfterEach
    void close() throws InterruptedException {
        FxThreadExtension.run(() -> windows().forEach(Stage::close));
    }

    @Test
    void showsTheFirstOfAFlood() throws Exception {
        for (int i = 0; i < 20; i++) {
            bugs.uncaughtException(Thread.currentThread(), new IllegalStateException("bug " + i));
        }
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(WaitForAsyncUtils.asyncFx(() -> windows().size()).get()).isEqualTo(1);
    }

    private static List<Stage> windows() {
        return Window.getWindows().stream()
                .filter(Stage.class::isInstance)
                .map(Stage.class::cast)
                .filter(stage -> "GPU Deck met a bug".equals(stage.getTitle()))
                .toList();
    }
}
