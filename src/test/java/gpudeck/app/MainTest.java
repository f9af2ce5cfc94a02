package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import gpudeck.store.journal.Journal;
import gpudeck.store.journal.KnownInstance;
import gpudeck.testing.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// The program as its users start it: a process, a terminal, no display.
@EnabledOnOs(LINUX)
@Tag("sim")
class MainTest {

    @TempDir private Path folder;

    @Test
    void runsTheDemoJobWithoutADisplayAndWithoutAKey() throws Exception {
        var ended = ProgramProcess.run(folder, Map.of());

        assertThat(ended.err()).startsWith("gpudeck: there is no display and no API key");
        assertThat(ended.out()).contains("The model is in results/model.json", "Accuracy:");
        assertThat(ended.status()).isZero();
        assertThat(instancesLeft()).isEmpty();
    }

    @Test
    void namesTheCommandLineWithoutADisplayAndWithAKey() throws Exception {
        var ended = ProgramProcess.run(folder, Map.of("LAMBDA_API_KEY", "secret"));

        assertThat(ended.err().lines())
                .containsExactly(
                        "gpudeck: there is no display to open a window on. Commands work without"
                                + " one: gpudeck --help");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void takesADisplayThatIsNotThereForNone() throws Exception {
        var ended =
                ProgramProcess.run(folder, Map.of("LAMBDA_API_KEY", "secret", "DISPLAY", ":4711"));

        assertThat(ended.err()).startsWith("gpudeck: there is no display");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void saysWhichSettingCannotBeUsed() throws Exception {
        var ended = ProgramProcess.run(folder, Map.of("GPUDECK_SSH_PORT", "ssh"));

        assertThat(ended.err().lines())
                .containsExactly(
                        "gpudeck: GPUDECK_SSH_PORT is \"ssh\" in the environment: give a whole"
                                + " number from 1 to 65535.");
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void saysHowAKeyIsSet() throws Exception {
        var ended = ProgramProcess.run(folder, Map.of(), "instances");

        assertThat(ended.err()).contains("gpudeck key set", "LAMBDA_API_KEY", "--demo");
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void aCommandLoadsNothingOfJavaFxAndOfTheKeyring() throws Exception {
        var loaded = folder.resolve("loaded.txt");
        var log = List.of("-Xlog:class+load:file=" + loaded);
        try (var program =
                ProgramProcess.start(folder, Map.of(), log, "types", "--demo", "--available")) {
            assertThat(program.await().status()).isZero();
        }

        var classes = Files.readString(loaded);
        assertThat(classes.lines()).anyMatch(line -> line.contains(" gpudeck.cli."));
        var unwanted = ".* (javafx|com\\.github\\.javakeyring|org\\.freedesktop)\\..*";
        assertThat(classes.lines().filter(line -> line.matches(unwanted))).isEmpty();
    }

    @Test
    void endsTheInstanceOfAJobWhenItIsToldToStop() throws Exception {
        try (var program = ProgramProcess.start(folder, Map.of(), List.of(), "run", "--demo")) {
            program.awaitText("epoch  2/12");

            program.signal("TERM");
            var ended = program.await();

            assertThat(ended.status()).isEqualTo(143);
            assertThat(ended.out()).doesNotContain("epoch 12/12");
            assertThat(ended.err()).contains("The instance is terminated.");
            assertThat(ended.err()).doesNotContain("Exception");
            assertThat(instancesLeft()).isEmpty();
            assertThat(roomsLeft()).isEmpty();
        }
    }

    @Test
    void runsTheSimulatorUntilItIsInterrupted() throws Exception {
        try (var program = ProgramProcess.start(folder, Map.of(), List.of(), "sim")) {
            program.awaitText("export LAMBDA_API_URL=http://127.0.0.1:");

            program.signal("INT");
            var ended = program.await();

            assertThat(ended.status()).isEqualTo(130);
            assertThat(roomsLeft()).isEmpty();
        }
    }

    /// In the demo's journal.
    private List<KnownInstance> instancesLeft() throws Exception {
        try (var journal = Journal.open(folder.resolve("home/demo/journal.db"))) {
            var all = journal.instances().startedHere();
            assertThat(all).isNotEmpty();
            return all.stream().filter(known -> known.endedAt().equals(Optional.empty())).toList();
        }
    }

    /// Of the simulator's machines.
    private List<Path> roomsLeft() throws IOException {
        try (var rooms = Files.list(folder.resolve("home/demo/machines"))) {
            return rooms.toList();
        }
    }
}
