package gpudeck.cloud;

import gpudeck.domain.ApiKey;
import gpudeck.domain.cloud.LaunchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/// Recorded and constructed answers, under `src/test/resources/gpudeck/cloud/samples`.
final class Samples {

    private Samples() {}

    static String text(String name) {
        try (var in = Samples.class.getResourceAsStream("samples/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MockResponse answer(String name) {
        return answer(200, text(name));
    }

    /// The status stands in the name: `errors/400-duplicate.json`.
    static MockResponse error(String name) {
        return answer(Integer.parseInt(name.substring(0, 3)), text("errors/" + name));
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    static MockResponse slow(String body) {
        return new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).body(body).build();
    }

    /// A client of that server, which waits for nothing but answers.
    static LambdaCloudClient client(MockWebServer server, OkHttpClient http) {
        return new LambdaCloudClient(
                http,
                server.url("/api/v1").toString(),
                new ApiKey("k3y"),
                Pacer.of(Duration.ZERO, Duration.ZERO),
                Duration.ofMillis(4));
    }

    static String bodyOf(RecordedRequest request) {
        var body = request.getBody();
        return body == null ? "" : body.utf8();
    }

    /// What a launch needs at least.
    static LaunchRequest minimal(String name) {
        return new LaunchRequest(
                "us-west-1",
                "gpu_1x_a10",
                "laptop-ed25519",
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }
}
