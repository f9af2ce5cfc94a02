package gpudeck.cloud;

import static gpudeck.cloud.Samples.answer;
import static gpudeck.cloud.Samples.bodyOf;
import static gpudeck.cloud.Samples.error;
import static gpudeck.cloud.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import gpudeck.domain.ApiKey;
import gpudeck.domain.Cents;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.cloud.FileSystemMount;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaCloudClientTest {

    private static final InstanceId TRAINER = new InstanceId("f34fea366052433a8e37e9a5897b1b3e");

    @StartStop private final MockWebServer server = new MockWebServer();
    private LambdaCloudClient client;

    @BeforeEach
    void connect() {
        client = Samples.client(server, LambdaCloudClient.httpClient("http:"));
    }

    @Test
    void readsTypesWithTheirCapacity() throws Exception {
        server.enqueue(answer("instance-types.json"));

        var offers = client.instanceTypes();

        assertThat(offers).hasSizeGreaterThan(20);
        var a10 = offers.getFirst();
        assertThat(a10.type().name()).isEqualTo("gpu_1x_a10");
        assertThat(a10.type().pricePerHour()).isEqualTo(new Cents(129));
        assertThat(a10.type().gpuMemoryGb()).isEqualTo(OptionalInt.of(24));
        assertThat(a10.type().architecture()).contains("x86_64");
        assertThat(a10.isOpenIn("us-east-1")).isTrue();
        assertThat(offers).filteredOn(o -> o.type().gpus() == 0).isNotEmpty();
    }

    @Test
    void sendsTheKeyAndItsOwnName() throws Exception {
        server.enqueue(answer("regions.json"));

        client.regions();

        var request = server.takeRequest();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/api/v1/regions");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer k3y");
        assertThat(request.getHeaders().get("User-Agent")).startsWith("GPUDeck/");
    }

    @Test
    void keepsEveryStatusAndCountsAnUnknownOneAsBilled() throws Exception {
        server.enqueue(answer("instances-all-statuses.json"));
        server.enqueue(
                answer(200, "{\"data\":[{\"id\":\"i-1\",\"status\":\"paused\",\"new\":{}}]}"));

        assertThat(client.instances())
                .extracting(Instance::status)
                .contains(InstanceStatus.PREEMPTED, InstanceStatus.TERMINATING);
        var paused = client.instances().getFirst();

        assertThat(paused.status().word()).isEqualTo("paused");
        assertThat(paused.status().isBilled()).isTrue();
    }

    @Test
    void takesNullAndAbsentAlike() throws Exception {
        server.enqueue(
                answer(
                        200,
                        """
                        {"data": [{"id": "i-1", "status": "booting", "ip": null, "name": null,
                                   "tags": null, "actions": {"restart": null},
                                   "instance_type": {"name": "gpu_1x_a10", "specs": null}}]}
                        """));

        var instance = client.instances().getFirst();

        assertThat(instance.ip()).isEmpty();
        assertThat(instance.tags()).isEmpty();
        assertThat(instance.actions()).isEmpty();
        assertThat(instance.type().gpuMemoryGb()).hasValue(24);
    }

    @Test
    void readsOneInstanceWithoutShowingItsToken() throws Exception {
        server.enqueue(answer("instance-active.json"));

        var instance = client.instance(TRAINER);

        assertThat(instance.displayName()).isEqualTo("train-a100");
        assertThat(instance.tags()).containsEntry("managed-by", "gpu-dashboard");
        assertThat(instance.fileSystemMounts())
                .containsExactly(
                        new FileSystemMount(
                                "/lambda/nfs/datasets-west", "398578a2336b49079e74043f0bd2cfe8"));
        assertThat(instance.jupyter()).isPresent();
        assertThat(instance.toString()).doesNotContain("lambdaspaces", "token=0");
    }

    @Test
    void followsAPageTokenShouldTheListEverHaveOne() throws Exception {
        server.enqueue(
                answer(
                        200,
                        "{\"data\":[{\"id\":\"a\",\"status\":\"active\"}],\"page_token\":\"t\"}"));
        server.enqueue(answer(200, "{\"data\":[{\"id\":\"b\",\"status\":\"active\"}]}"));

        assertThat(client.instances()).extracting(i -> i.id().value()).containsExactly("a", "b");
        server.takeRequest();
        assertThat(server.takeRequest().getUrl().queryParameter("page_token")).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":[null]}",
                "{\"data\":[{\"status\":\"active\"}]}",
                "{\"data\":[{\"id\":\"a\"",
                "<html>hello</html>",
                ""
            })
    void neverTakesAGarbledListForAnEmptyOne(String body) {
        for (int i = 0; i < 5; i++) {
            server.enqueue(answer(200, body));
        }

        assertThat(errorOf(() -> client.instances())).isInstanceOf(CloudError.Unreadable.class);
    }

    @Test
    void repeatsATerminateUntilItIsAnswered() throws Exception {
        server.enqueue(error("502-edge.html"));
        server.enqueue(
                error("429-cloudflare-1015.txt")
                        .newBuilder()
                        .addHeader("Retry-After", "0")
                        .build());
        server.enqueue(answer("terminate.json"));

        var id =
                new InstanceId(
                        new ObjectMapper()
                                .readTree(text("terminate.json"))
                                .at("/data/terminated_instances/0/id")
                                .asText());

        assertThat(client.terminate(id)).isPresent();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void doesNotBelieveATerminateThatNamesAnother() throws Exception {
        server.enqueue(answer("terminate-not-acknowledged.json"));

        assertThat(client.terminate(TRAINER)).isEmpty();
    }

    @Test
    void givesUpAReadAfterFiveTries() {
        for (int i = 0; i < 6; i++) {
            server.enqueue(error("503-provider-unavailable.json"));
        }

        assertThat(errorOf(() -> client.images()))
                .isEqualTo(
                        new CloudError.ServerFault(
                                503, "provider/internal-unavailable", "Provider unavailable"));
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "401-unauthorized.json, InvalidApiKey",
        "403-account-inactive.json, AccountInactive",
        "403-invalid-billing-address.json, InvalidBillingAddress",
        "403-forbidden.json, Forbidden",
        "403-cloudflare-1010.txt, RefusedAtEdge",
        "404-instance-not-found.json, NotFound",
        "404-not-found.json, NotFound",
        "409-conflict.json, Conflict",
        "400-duplicate.json, Duplicate",
        "400-quota-exceeded.json, QuotaExceeded",
        "400-filesystem-in-use.json, InUse",
        "400-firewall-ruleset-in-use.json, InUse",
        "400-file-system-in-wrong-region.json, FileSystemInWrongRegion",
        "400-invalid-parameters.json, InvalidParameters"
    })
    void namesEveryRefusalWithoutRepeatingIt(String sample, String error) {
        server.enqueue(error(sample));

        assertThat(errorOf(() -> client.regions()).getClass().getSimpleName()).isEqualTo(error);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void passesTheApisSuggestionOn() {
        server.enqueue(error("400-quota-exceeded.json"));

        assertThat(errorOf(() -> client.regions()))
                .isEqualTo(
                        new CloudError.QuotaExceeded(
                                "Quota exceeded.",
                                Optional.of("Contact Support to increase your quota.")));
    }

    @Test
    void keepsTheStatusAndFirstBytesOfWhatIsNotJson() {
        server.enqueue(answer(418, "I am\na teapot " + "x".repeat(500)));

        var error = errorOf(() -> client.regions());

        assertThat(error)
                .isInstanceOfSatisfying(
                        CloudError.Unreadable.class,
                        e -> {
                            assertThat(e.status()).isEqualTo(418);
                            assertThat(e.firstBytes()).startsWith("I am a teapot").hasSize(200);
                        });
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        server.enqueue(
                new MockResponse.Builder()
                        .body(new Buffer().write(new byte[(int) Transport.LIMIT_BYTES + 1]))
                        .build());

        assertThat(errorOf(() -> client.regions())).isInstanceOf(CloudError.TooLarge.class);
    }

    @Test
    void neverFollowsARedirect() {
        for (int i = 0; i < 5; i++) {
            server.enqueue(
                    new MockResponse.Builder()
                            .code(301)
                            .addHeader("Location", server.url("/elsewhere"))
                            .build());
        }

        assertThat(errorOf(() -> client.regions())).isInstanceOf(CloudError.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cloud.example/api/v1",
                "http://192.0.2.1/",
                "http://127.evil.example/"
            })
    void wantsHttpsBeyondThisComputer(String url) {
        assertThatThrownBy(() ->
                        new LambdaCloudClient(
                                url, new ApiKey("k"), Pacer.of(Duration.ZERO, Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void canBeInterruptedWhileWaiting() throws Exception {
        server.enqueue(Samples.slow("{}"));
        var outcome = new CompletableFuture<Throwable>();
        var caller =
                Thread.ofPlatform().start(() -> outcome.complete(catchThrowable(client::regions)));
        server.takeRequest();

        caller.interrupt();

        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void countsTheAnswerAloneNotTheWaitForItsTurn() throws Exception {
        var pause = Duration.ofSeconds(2);
        var paced =
                new LambdaCloudClient(
                        LambdaCloudClient.httpClient("http:"),
                        server.url("/api/v1").toString(),
                        new ApiKey("k3y"),
                        Pacer.of(pause, pause),
                        Duration.ofMillis(4));
        server.enqueue(answer("regions.json"));
        server.enqueue(
                answer("regions.json")
                        .newBuilder()
                        .headersDelay(20, TimeUnit.MILLISECONDS)
                        .build());

        paced.regions();
        var begin = System.nanoTime();
        paced.regions();

        var whole = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(paced.answerTime()).isPositive().isLessThan(whole.minusMillis(200));
    }

    @Test
    void saysThatNobodyAnswers() {
        server.close();

        assertThat(errorOf(() -> client.regions())).isInstanceOf(CloudError.Unreachable.class);
    }

    @Test
    void renamesAndRestarts() throws Exception {
        server.enqueue(answer("instance-rename.json"));
        server.enqueue(answer("restart.json"));

        client.rename(TRAINER, "eval");
        assertThat(client.restart(List.of(TRAINER))).hasSize(1);

        assertThat(bodyOf(server.takeRequest())).isEqualTo("{\"name\":\"eval\"}");
    }

    private interface Work {
        Object run() throws Exception;
    }

    private static CloudError errorOf(Work work) {
        var failure = catchThrowable(work::run);
        assertThat(failure).isInstanceOf(CloudException.class);
        return ((CloudException) failure).error();
    }
}
