package gpudeck.cloud;

import static gpudeck.cloud.Samples.answer;
import static gpudeck.cloud.Samples.bodyOf;
import static gpudeck.cloud.Samples.error;
import static gpudeck.cloud.Samples.minimal;
import static gpudeck.cloud.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gpudeck.domain.cloud.FileSystemMount;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.UserData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The one request that buys something: whatever comes back, it is sent once.
class LaunchTest {

    @StartStop private final MockWebServer server = new MockWebServer();
    private LambdaCloudClient client;

    @BeforeEach
    void connect() {
        client = Samples.client(server, LambdaCloudClient.httpClient("http:"));
    }

    @Test
    void launchesWithTheBodyTheApiDescribes() throws Exception {
        server.enqueue(answer("launch.json"));

        var outcome = client.launch(full());

        assertThat(outcome).isInstanceOf(LaunchOutcome.Created.class);
        var sent = (ObjectNode) new ObjectMapper().readTree(bodyOf(server.takeRequest()));
        var expected = (ObjectNode) new ObjectMapper().readTree(text("requests/launch-full.json"));
        assertThat(sent.remove("tags"))
                .containsExactlyInAnyOrderElementsOf(expected.remove("tags"));
        assertThat(sent).isEqualTo(expected);
    }

    @Test
    void leavesOutWhatIsNotChosen() throws Exception {
        server.enqueue(answer("launch.json"));

        client.launch(minimal("trainer"));

        assertThat(bodyOf(server.takeRequest()))
                .isEqualTo(
                        "{\"region_name\":\"us-west-1\",\"instance_type_name\":\"gpu_1x_a10\","
                                + "\"ssh_key_names\":[\"laptop-ed25519\"],\"name\":\"trainer\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400-insufficient-capacity.json",
                "400-quota-exceeded.json",
                "400-invalid-parameters.json",
                "400-launch-object-does-not-exist.json",
                "401-unauthorized.json",
                "403-account-inactive.json",
                "403-invalid-billing-address.json",
                "403-cloudflare-1010.txt",
                "429-cloudflare-1015.txt",
                "429-rate-limited-json.json"
            })
    void knowsThatARefusedLaunchBoughtNothing(String sample) throws Exception {
        server.enqueue(error(sample));

        assertThat(client.launch(minimal("x"))).isInstanceOf(LaunchOutcome.Refused.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500-internal-error.json",
                "500-unknown.json",
                "502-edge.html",
                "503-provider-unavailable.json"
            })
    void neverRepeatsALaunchThatMayHaveWorked(String sample) throws Exception {
        server.enqueue(error(sample));

        assertThat(client.launch(minimal("x"))).isInstanceOf(LaunchOutcome.Unknown.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void doesNotKnowALaunchWhoseAnswerIsLostOrEmpty() throws Exception {
        server.enqueue(
                new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        server.enqueue(answer(200, "{\"data\":{\"instance_ids\":[]}}"));
        server.enqueue(answer(200, "{\"data\":{\"instance_ids\":[\"a\",\"b\"]}}"));
        server.enqueue(answer(302, ""));

        for (int sent = 1; sent <= 4; sent++) {
            assertThat(client.launch(minimal("x"))).isInstanceOf(LaunchOutcome.Unknown.class);
            assertThat(server.getRequestCount()).isEqualTo(sent);
        }
    }

    @Test
    void doesNotKnowALaunchWhoseAnswerIsLate() throws Exception {
        server.enqueue(Samples.slow(text("launch.json")));
        var http = LambdaCloudClient.httpClient("http:").newBuilder();
        var hasty = Samples.client(server, http.readTimeout(Duration.ofMillis(200)).build());

        assertThat(hasty.launch(minimal("x"))).isInstanceOf(LaunchOutcome.Unknown.class);

        assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(server.takeRequest(0, TimeUnit.SECONDS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"65, 1, 1", "3, 56, 1", "3, 2, 129"})
    void sendsNoLaunchThatTheApiWouldRefuse(int name, int tagKey, int tagValue) throws Exception {
        var request = minimal("n".repeat(name));
        var tagged =
                new LaunchRequest(
                        request.region(),
                        request.typeName(),
                        request.sshKeyName(),
                        request.name(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Map.of("k".repeat(tagKey), "v".repeat(tagValue)),
                        List.of());

        assertThat(client.launch(tagged)).isInstanceOf(LaunchOutcome.Refused.class);
        assertThat(server.getRequestCount()).isZero();
    }

    private static LaunchRequest full() {
        return new LaunchRequest(
                "us-west-2",
                "gpu_1x_a100_sxm4",
                "laptop-ed25519",
                Optional.of("train-a100"),
                Optional.of("train-a100"),
                Optional.of(new ImageChoice.Family("lambda-stack-24-04")),
                List.of("datasets-west"),
                List.of(new FileSystemMount("/data/datasets", "398578a2336b49079e74043f0bd2cfe8")),
                Optional.of(new UserData("#cloud-config\npackages:\n  - tmux\n")),
                Map.of(
                        "managed-by", "gpu-dashboard",
                        "launch-id", "01J9ZJ3C5D6E7F8G9H0J1K2M3N"),
                List.of("c4d291f47f9d436fa39f58493ce3b50d"));
    }
}
