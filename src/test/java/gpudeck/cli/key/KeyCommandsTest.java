package gpudeck.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.ApiKey;
import gpudeck.testing.CommandTest;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyCommandsTest extends CommandTest {

    private static final String SECRET = "secret_canary_0123456789.tail";
    private static final ApiKey KEY = new ApiKey(SECRET);

    @AfterEach
    void neverShowsTheKey() {
        assertThat(given.out() + given.err()).doesNotContain(SECRET);
    }

    @Test
    void setKeepsTheKeyAndSaysWhere() {
        assertThat(set(" " + SECRET + " ")).isZero();

        assertThat(given.out())
                .contains("tail", "https://cloud.lambda.ai/api/v1", "in this computer's keyring.");
        assertThat(given.keyring.keys()).containsValue(KEY);
    }

    @Test
    void setNamesTheFileWhereThereIsNoKeyring() {
        given.keyring.fail("there is none");

        assertThat(set(SECRET)).isZero();

        assertThat(given.out()).contains(folder.resolve("home/api-key").toString());
    }

    @Test
    void setRefusesWhatIsNoKey() {
        assertThat(set("two words")).isEqualTo(2);
        assertThat(given.err()).contains("not an API key").doesNotContain("two words");

        assertThat(set("  ")).isEqualTo(2);
        assertThat(given.err()).contains("No API key was given");
        assertThat(given.keyring.keys()).isEmpty();
    }

    @Test
    void setTakesNoArgument() {
        assertThat(given.run("key", "set", "an-argument")).isEqualTo(2);

        assertThat(given.keyring.calls()).isZero();
    }

    @Test
    void setSaysThatAnotherKeyWins() throws Exception {
        Files.writeString(folder.resolve(".env"), "LAMBDA_API_KEY=other\n");

        assertThat(set(SECRET)).isZero();

        assertThat(given.err()).contains("LAMBDA_API_KEY", folder.resolve(".env").toString());
    }

    @Test
    void showTellsTheKeyApartWithoutShowingIt() {
        set(SECRET);

        assertThat(given.run("key", "show")).isZero();

        assertThat(given.out())
                .contains("…tail", KEY.fingerprint(), "Found in this computer's keyring");
    }

    @Test
    void showHasAFormForScripts() {
        given.keyring.fail("there is none");
        set(SECRET);

        assertThat(given.run("key", "show", "--json")).isZero();

        assertThat(given.out())
                .contains(
                        "\"tail\" : \"tail\"",
                        "\"fingerprint\" : \"" + KEY.fingerprint() + "\"",
                        "\"found\" : \"file\"",
                        "\"api_url\" : \"https://cloud.lambda.ai/api/v1\"");
    }

    @Test
    void showPrefersTheKeyThatIsSet() throws Exception {
        set(SECRET);
        int calls = given.keyring.calls();
        Files.writeString(folder.resolve(".env"), "LAMBDA_API_KEY=another-one\n");

        assertThat(given.run("key", "show")).isZero();

        assertThat(given.out()).contains("…-one", folder.resolve(".env").toString());
        assertThat(given.keyring.calls()).isEqualTo(calls);
    }

    @Test
    void showSaysThatThereIsNone() {
        assertThat(given.run("key", "show")).isEqualTo(2);

        assertThat(given.err()).contains("gpudeck key set");
    }

    @Test
    void forgetRemovesItFromBothPlaces() {
        set(SECRET);

        assertThat(given.run("key", "forget")).isZero();

        assertThat(given.out()).contains("in this computer's keyring");
        assertThat(given.keyring.keys()).isEmpty();
        assertThat(given.run("key", "forget")).isZero();
        assertThat(given.out()).contains("No key is kept for https://cloud.lambda.ai/api/v1");
    }

    @Test
    void forgetFailsWhenTheKeyringKeepsTheKey() {
        set(SECRET);
        given.keyring.fail("it is locked");

        assertThat(given.run("key", "forget")).isEqualTo(1);

        assertThat(given.err()).contains("it is locked", "gpudeck key forget");
    }

    @Test
    void forgetSaysThatAKeyIsStillSet() throws Exception {
        Files.writeString(folder.resolve(".env"), "LAMBDA_API_KEY=another-one\n");

        assertThat(given.run("key", "forget")).isZero();

        assertThat(given.err()).contains("LAMBDA_API_KEY is still set");
    }

    @Test
    void theDemoHasAKeyOfItsOwn() {
        assertThat(given.run("key", "show", "--demo")).isEqualTo(2);
    }

    @Test
    void aCommandIsAskedFor() {
        assertThat(given.run("key")).isEqualTo(2);

        assertThat(given.err()).contains("gpudeck key");
    }

    private int set(String typed) {
        var command = given.command();
        given.terminal().answerApiKey(typed);
        return command.run(java.util.List.of("key", "set"));
    }
}
