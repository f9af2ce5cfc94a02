package gpudeck.cloud;

import static gpudeck.cloud.Samples.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gpudeck.domain.ApiKey;
import gpudeck.domain.CloudException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server says, or breaks off, ends up on the screen and in the log.
class HiddenSecretsTest {

    private static final String KEY = "plain_canary_key_0123456789";

    @StartStop private final MockWebServer server = new MockWebServer();
    private LambdaCloudClient client;

    @BeforeEach
    void connect() {
        client =
                new LambdaCloudClient(
                        LambdaCloudClient.httpClient("http:"),
                        server.url("/api/v1").toString(),
                        new ApiKey(KEY),
                        Pacer.of(Duration.ZERO, Duration.ZERO),
                        Duration.ofMillis(4));
    }

    @ParameterizedTest
    @CsvSource({"400, global/invalid-parameters", "403, global/forbidden", "418, new/canary_new"})
    void theKeyThatAServerRepeatsIsNotShown(int status, String code) {
        var error =
                errorOf(
                        status,
                        "{\"error\":{\"code\":\"%s\",\"message\":\"Not %s\",\"suggestion\":\"%s?\"}}"
                                .formatted(code, KEY, KEY));

        assertThat(error).contains("Not ***").doesNotContain(KEY);
    }

    @Test
    void theTokenInAnAnswerThatBreaksOffIsNotShown() {
        var error =
                errorOf(
                        200,
                        "{\"data\":[{\"jupyter_url\":\"https://j.example/?token=canary0123\","
                                + "\"jupyter_token\":\"canary0123\",\"ip\":");

        assertThat(error).contains("jupyter_url").doesNotContain("canary0123");
    }

    @Test
    void aSecretThatIsCutOffWhereTheShownPartEndsIsNotShown() {
        var error = errorOf(404, "x".repeat(195) + KEY + "x".repeat(100));

        assertThat(error).contains("xxx***").doesNotContain("plain");
    }

    @Test
    void whatIsNoHttpIsNotShownWithTheKeyInIt() {
        server.enqueue(new MockResponse.Builder().status(KEY).build());

        assertThat(thrown(() -> client.createFileSystem("a", "b"))).doesNotContain(KEY);
    }

    private String errorOf(int status, String body) {
        server.enqueue(answer(status, body));
        return thrown(() -> client.createFileSystem("a", "b"));
    }

    /// Asks once: a read would be repeated.
    private static String thrown(ThrowingCallable work) {
        var failure = catchThrowableOfType(CloudException.class, work);
        return failure.error() + " " + failure.getMessage();
    }
}
