package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import gpudeck.engine.fleet.Keeper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The whole window on the simulator.
@DisabledOnOs(WINDOWS)
@Tag("fx")
@Tag("sim")
class DeskTest {

    @RegisterExtension final AppFixture app = new AppFixture();

    @Test
    void opensOnTheDemoWithAllTypes() throws Exception {
        app.awaitText("24 types");

        app.awaitText("Demo: nothing is billed.");
        app.awaitText("Simulated, live");
        assertThat(app.on(app.stage()::getTitle)).startsWith("GPU Deck");
    }

    @Test
    void opensWhereItWasLeft() throws Exception {
        app.open("history");
        app.on(() -> {
            app.stage().setWidth(1100);
            return app;
        });

        app.restart();

        app.awaitText("History");
        assertThat(app.on(app.stage()::getWidth)).isEqualTo(1100);
    }

    @Test
    void saysThatItCannotReadWhatItRemembered() throws Exception {
        app.restartRemembering("{");

        app.awaitText("preferences.json.unreadable");
        app.awaitText("24 types");
    }

    @Test
    void endsWhatRunsBeforeItClosesIfTheUserSaysSo() throws Exception {
        app.launch("trainer");

        app.askToClose();
        app.awaitText("1 instance is running, $1.29/h");
        app.press("#close-terminate");
        app.await(() -> !app.stage().isShowing());

        assertThat(app.session().engine().fleet().fleet().get().mine()).isEmpty();
    }

    @Test
    void leavesWhatRunsIfTheUserSaysSo() throws Exception {
        app.launch("trainer");

        app.askToClose();
        app.press("#close-leave");
        app.await(() -> !app.stage().isShowing());

        assertThat(app.session().engine().fleet().fleet().get().mine())
                .singleElement()
                .satisfies(left -> assertThat(left.keeper()).isEqualTo(Keeper.ITS_LEASE));
    }

    @Test
    void closesAtOnceWhenNothingRuns() throws Exception {
        app.askToClose();

        assertThat(app.on(app.stage()::isShowing)).isFalse();
    }
}
