package gpudeck.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import gpudeck.cli.CommandException;
import gpudeck.cli.GlobalOptions;
import gpudeck.domain.ApiKey;
import gpudeck.domain.Messages;
import gpudeck.domain.cloud.SshKey;
import gpudeck.engine.keys.UsableKey;
import gpudeck.store.SettingException;
import gpudeck.store.StoreException;
import gpudeck.store.keys.KeyPlace;
import gpudeck.testing.MemoryKeyring;
import gpudeck.testing.SimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS)
@Tag("sim")
class SessionsTest {

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();
    @TempDir private Path folder;
    private final MemoryKeyring keyring = new MemoryKeyring();

    @Test
    void reachTheAccountThatTheSettingsName() throws Exception {
        try (var session = sessions(account()).open(new GlobalOptions())) {
            var engine = session.engine();
            engine.catalog().refresh();
            engine.fleet().refresh();

            assertThat(session.isDemo()).isFalse();
            assertThat(engine.catalog().type("gpu_1x_a10")).isPresent();
            assertThat(engine.fleet().fleet().get().problem()).isEmpty();
            assertThat(engine.keys().usable())
                    .extracting(UsableKey::key)
                    .extracting(SshKey::name)
                    .contains(SimulatorExtension.KEY_NAME);
            assertThat(session.folder().journal()).exists();
        }
    }

    /// Lambda's own allows one request a second.
    @Test
    @Timeout(10)
    void askASimulatorWithoutAPause() throws Exception {
        try (var session = sessions(account()).open(new GlobalOptions())) {
            for (int i = 0; i < 30; i++) {
                session.engine().fleet().refresh();
            }

            assertThat(simulated.simulator().requests()).hasSizeGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void refuseACommandWithoutAKey() {
        assertThatThrownBy(() -> sessions(Map.of()).open(new GlobalOptions()))
                .isInstanceOf(CommandException.class)
                .hasMessage("app.noKey");
    }

    @Test
    void openTheWindowOnTheSimulatorWithoutAKey() throws Exception {
        try (var session = sessions(Map.of()).openForWindow(new GlobalOptions())) {
            session.engine().fleet().refresh();

            assertThat(session.isDemo()).isTrue();
            assertThat(session.engine().keys().usable()).hasSize(1);
            assertThat(session.folder().root()).isEqualTo(folder.resolve("home/demo"));
            assertThat(session.exampleProject()).isDirectoryContaining("glob:**/train.py");
        }
    }

    @Test
    void reachTheAccountWithTheKeyThatIsKept() throws Exception {
        var environment = new HashMap<>(account());
        environment.remove("LAMBDA_API_KEY");
        var kept = sessions(environment).accountKey(new GlobalOptions()).kept();
        kept.keep(new ApiKey(simulated.simulator().apiKey()));

        try (var session = sessions(environment).openForWindow(new GlobalOptions())) {
            session.engine().fleet().refresh();

            assertThat(session.isDemo()).isFalse();
            assertThat(session.settings().apiKeyFrom()).contains(new KeyPlace.SystemKeyring());
            assertThat(session.engine().fleet().fleet().get().problem()).isEmpty();
        }
    }

    @Test
    void neverUseAKeyThatIsKeptForAnotherAddress() throws Exception {
        sessions(account()).accountKey(new GlobalOptions()).kept().keep(new ApiKey("secret_one"));

        try (var session = sessions(Map.of()).openForWindow(new GlobalOptions())) {
            assertThat(session.isDemo()).isTrue();
        }
    }

    /// While instances run, the demo would look as if nothing did.
    @Test
    void doNotOpenTheDemoBecauseTheKeyringIsSilent() throws Exception {
        var kept = sessions(Map.of()).accountKey(new GlobalOptions()).kept();
        kept.keep(new ApiKey("secret_one"));
        keyring.fail("it is locked");

        assertThatThrownBy(() -> sessions(Map.of()).openForWindow(new GlobalOptions()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("it is locked");
    }

    @Test
    void doNotAskTheKeyringForAKeyThatIsSet() throws Exception {
        sessions(account()).open(new GlobalOptions()).close();

        assertThat(keyring.calls()).isZero();
    }

    @Test
    void useTheDemoKeyOfTheLastTime() throws Exception {
        var file = folder.resolve("home/demo/keys/gpudeck-demo");
        sessions(Map.of()).openForWindow(new GlobalOptions()).close();
        var first = Files.readString(file);

        sessions(Map.of()).openForWindow(new GlobalOptions()).close();

        assertThat(file).hasContent(first);
    }

    @Test
    void sayThatTheDataFolderCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("home"), "a file");

        assertThatThrownBy(() -> sessions(Map.of()).openForWindow(new GlobalOptions()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("home");
    }

    @Test
    void openOneWindowOnADataFolderAtATime() throws Exception {
        var first = sessions(Map.of()).openForWindow(new GlobalOptions());

        assertThatThrownBy(() -> sessions(Map.of()).openForWindow(new GlobalOptions()))
                .isInstanceOfSatisfying(
                        AlreadyOpenException.class,
                        e ->
                                assertThat(Messages.load().text(e.explanation()))
                                        .contains("is open on the data folder")
                                        .contains(folder.resolve("home/demo").toString()));
        sessions(Map.of()).openForWindow(new GlobalOptions(), true).close();
        sessions(account()).open(new GlobalOptions()).close();
        first.close();
        sessions(Map.of()).openForWindow(new GlobalOptions()).close();
    }

    @Test
    void closeMoreThanOnce() throws Exception {
        var session = sessions(account()).open(new GlobalOptions());

        session.close();
        session.close();

        assertThat(session.isDemo()).isFalse();
    }

    private Map<String, String> account() {
        return Map.of(
                "LAMBDA_API_KEY", simulated.simulator().apiKey(),
                "LAMBDA_API_URL", simulated.simulator().apiUrl().toString(),
                "GPUDECK_SSH_KEY", simulated.key().privateKey().toString());
    }

    private Sessions sessions(Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("GPUDECK_HOME", folder.resolve("home").toString());
        return new Sessions(environment, folder, UnaryOperator.identity(), keyring);
    }
}
