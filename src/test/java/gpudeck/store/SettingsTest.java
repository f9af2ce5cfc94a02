package gpudeck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gpudeck.domain.ApiKey;
import gpudeck.domain.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir Path folder;

    private Path working;
    private Path home;

    @BeforeEach
    void makeFolders() throws IOException {
        working = Files.createDirectory(folder.resolve("working"));
        home = Files.createDirectory(folder.resolve("home"));
    }

    @Test
    void defaultsNeedNothing() throws Exception {
        var settings = Settings.load(Map.of(), Map.of("GPUDECK_HOME", home.toString()), working);

        assertThat(settings.apiKey()).isEmpty();
        assertThat(settings.apiUrl()).isEqualTo("https://cloud.lambda.ai/api/v1");
        assertThat(settings.sshKeyFile()).isEmpty();
        assertThat(settings.sshKeyName()).isEmpty();
        assertThat(settings.sshPort()).isEqualTo(22);
        assertThat(settings.pollPeriod()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.home()).isEqualTo(home);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, true",
        "http://localhost:8080/api, true",
        "https://[::1]:8443, true",
        "https://cloud.lambda.ai/api/v1, false",
        "https://127.0.0.1.example.com, false"
    })
    void tellsAnApiOnThisComputer(String url, boolean here) throws Exception {
        var settings =
                Settings.load(
                        Map.of(),
                        Map.of("GPUDECK_HOME", home.toString(), "LAMBDA_API_URL", url),
                        working);

        assertThat(settings.isApiHere()).isEqualTo(here);
    }

    @Test
    void theDataFolderIsWhereThePlatformKeepsApplicationData() throws Exception {
        var settings = Settings.load(Map.of(), Map.of(), working);

        assertThat(settings.home()).isAbsolute().endsWithRaw(Path.of("gpudeck"));
    }

    @Test
    void theNearerPlaceWins() throws Exception {
        env(home, "GPUDECK_SSH_PORT=1\nGPUDECK_SSH_KEY_NAME=from-home\nLAMBDA_API_KEY=home-key\n");
        env(working, "GPUDECK_SSH_PORT=2\nLAMBDA_API_KEY=working-key\nGPUDECK_POLL_SECONDS=9\n");
        var environment =
                Map.of(
                        "GPUDECK_HOME", home.toString(),
                        "GPUDECK_SSH_PORT", "3",
                        "LAMBDA_API_KEY", "environment-key");

        var settings = Settings.load(Map.of(Setting.SSH_PORT, "4"), environment, working);

        assertThat(settings.sshPort()).isEqualTo(4);
        assertThat(settings.apiKey()).contains(new ApiKey("environment-key"));
        assertThat(settings.pollPeriod()).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.sshKeyName()).contains("from-home");
    }

    @Test
    void blankIsTheSameAsNotSet() throws Exception {
        env(working, "LAMBDA_API_KEY=working-key\nGPUDECK_SSH_KEY=\n");

        var settings = Settings.load(Map.of(), Map.of("LAMBDA_API_KEY", " "), working);

        assertThat(settings.apiKey()).contains(new ApiKey("working-key"));
        assertThat(settings.sshKeyFile()).isEmpty();
    }

    @Test
    void theWorkingFolderMayNameTheDataFolder() throws Exception {
        env(working, "GPUDECK_HOME=../home\n");
        env(home, "GPUDECK_POLL_SECONDS=7\n");

        var settings = Settings.load(Map.of(), Map.of(), working);

        assertThat(settings.home()).isEqualTo(home);
        assertThat(settings.pollPeriod()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theTildeIsTheUsersHome() throws Exception {
        var settings =
                Settings.load(Map.of(Setting.SSH_KEY, "~/.ssh/id_ed25519"), Map.of(), working);

        assertThat(settings.sshKeyFile())
                .contains(Path.of(System.getProperty("user.home"), ".ssh", "id_ed25519"));
    }

    @Test
    void aSlashAtTheEndOfTheAddressDoesNotMatter() throws Exception {
        var settings =
                Settings.load(
                        Map.of(Setting.API_URL, "http://127.0.0.1:8080/api/v1/"),
                        Map.of(),
                        working);

        assertThat(settings.apiUrl()).isEqualTo("http://127.0.0.1:8080/api/v1");
    }

    @Test
    void theFirstKeyIsTrustedOnlyByChoice() throws Exception {
        var wanted = Map.of(Setting.TRUST_FIRST_KEY, "Yes");

        assertThat(Settings.load(Map.of(), Map.of(), working).trustsFirstKey()).isFalse();
        assertThat(Settings.load(wanted, Map.of(), working).trustsFirstKey()).isTrue();
    }

    @Test
    void theComputerIsKeptAwakeUnlessItIsNotToBe() throws Exception {
        var unwanted = Map.of(Setting.KEEP_AWAKE, "no");

        assertThat(Settings.load(Map.of(), Map.of(), working).keepsAwake()).isTrue();
        assertThat(Settings.load(unwanted, Map.of(), working).keepsAwake()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SSH_PORT, 0",
        "SSH_PORT, 65536",
        "SSH_PORT, twenty-two",
        "SSH_PORT, 99999999999999999999",
        "TRUST_FIRST_KEY, maybe",
        "KEEP_AWAKE, 1",
        "POLL_SECONDS, -5",
        "POLL_SECONDS, 2.5",
        "API_URL, cloud.lambda.ai",
        "API_URL, http://cloud.lambda.ai/api/v1",
        "API_URL, http://localhost.example/api",
        "API_URL, ftp://127.0.0.1/",
        "API_URL, 'https://a b/'",
    })
    void whatCannotBeUsedIsRefusedByNameValueAndPlace(Setting setting, String value) {
        assertThatThrownBy(() -> Settings.load(Map.of(), Map.of(setting.key(), value), working))
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e ->
                                assertThat(Messages.load().text(e.explanation()))
                                        .startsWith(
                                                setting.key()
                                                        + " is \""
                                                        + value
                                                        + "\" in the environment: "));
    }

    @Test
    void aKeyThatCannotBeUsedIsNotShown() {
        assertThatThrownBy(() ->
                        Settings.load(Map.of(Setting.API_KEY, "secret one"), Map.of(), working))
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e ->
                                assertThat(Messages.load().text(e.explanation()) + e.getMessage())
                                        .contains("LAMBDA_API_KEY", "on the command line")
                                        .doesNotContain("secret one"));
    }

    @Test
    void anEnvFileThatCannotBeUnderstoodIsNamed() throws Exception {
        env(working, "this is not a setting\n");

        assertThatThrownBy(() -> Settings.load(Map.of(), Map.of(), working))
                .isInstanceOfSatisfying(
                        SettingException.class,
                        e ->
                                assertThat(Messages.load().text(e.explanation()))
                                        .contains(working.resolve(".env").toString()));
    }

    @Test
    void theExampleFileListsEverySettingWithDefaultAndExplanation() throws Exception {
        assertThat(Path.of(".env.example")).hasContent(Setting.example());
        assertThat(Setting.example()).contains("\nLAMBDA_API_URL=https://cloud.lambda.ai/api/v1\n");
    }

    @Test
    void theReadmeSaysTheSameAsTheExampleFile() throws Exception {
        var rows =
                Files.readString(Path.of("README.md"))
                        .lines()
                        .filter(line -> line.matches("\\| `[A-Z_]+` \\|.*"));

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values()).map(SettingsTest::row).toList());
    }

    private static String row(Setting setting) {
        var fallback = setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
        return "| `%s` | %s | %s |".formatted(setting.key(), fallback, setting.explanation());
    }

    @Test
    void theExampleFileIsItselfValidAndChangesNothing() throws Exception {
        Files.copy(Path.of(".env.example"), working.resolve(".env"));

        assertThat(Settings.load(Map.of(), Map.of(), working))
                .isEqualTo(Settings.load(Map.of(), Map.of(), home));
    }

    private static void env(Path folder, String text) throws IOException {
        Files.writeString(folder.resolve(".env"), text);
    }
}
