package gpudeck.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final Secrets ANY = new Secrets(Optional.empty());

    @Test
    void theKeyIsHiddenWhereverItStands() {
        var secrets = Secrets.of(new ApiKey("plain-words-key"));

        assertThat(secrets.hiddenIn("key plain-words-key, plain-words-key"))
                .isEqualTo("key ***, ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jupyter_token\":\"canary\",\"id\":\"i\"}",
                "{\"jupyter_url\" : \"https://j.example/?token=canary\"}",
                "{\"jupyter_url\":\"https://j.example/?token\\u003dcanary",
                "{\"jupyter_url\":\"canary",
                "opens https://j.example/lab?token=canary&x=1",
                "opens https://j.example/lab?x=1&token%3Dcanary",
                "Authorization: Bearer canary",
                "authorization: bearer canary",
                "{\"private_key\":\"-----BEGIN RSA PRIVATE KEY-----\\ncanary",
                "key secret_demo_canary.0123",
                "{\"user_data\":\"boundary=\\\"b\\\"\\n\\ncanary\"",
                "-----BEGIN OPENSSH PRIVATE KEY-----\ncanary\n-----END",
            })
    void whatLooksLikeASecretIsHidden(String text) {
        assertThat(ANY.hiddenIn(text)).contains("***").doesNotContain("canary");
    }

    @Test
    void therestStaysAsItIs() {
        var text = "GET /instances: 502, \"token\" of page 2, secret_ ";

        assertThat(ANY.hiddenIn(text)).isEqualTo(text);
    }

    @Test
    void aKeyOfATestTearsNoHoles() {
        assertThat(Secrets.of(new ApiKey("k")).hiddenIn("broken link")).isEqualTo("broken link");
    }
}
