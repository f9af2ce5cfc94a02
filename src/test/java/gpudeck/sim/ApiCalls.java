package gpudeck.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Talks to a simulator as a client would, by plain HTTP.
final class ApiCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Simulator simulator;

    ApiCalls(Simulator simulator) {
        this.simulator = simulator;
    }

    /// @param json the whole body; missing if it was not JSON
    record Answer(int status, JsonNode json, HttpResponse<String> raw) {

        JsonNode data() {
            return json.path("data");
        }

        String code() {
            return json.path("error").path("code").asText();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "Bearer " + simulator.apiKey());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body, "Bearer " + simulator.apiKey());
    }

    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body, "Bearer " + simulator.apiKey());
    }

    Answer send(String method, String path, String body, String authorization)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(simulator.apiUrl() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), json(answer.body()), answer);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    String launch() throws IOException, InterruptedException {
        return launch("gpu_1x_a10", "us-east-1");
    }

    String launch(String type, String region) throws IOException, InterruptedException {
        return launch(order(type, region));
    }

    String launchWithUserData(String userData) throws IOException, InterruptedException {
        return launch(order("gpu_1x_a10", "us-east-1").put("user_data", userData));
    }

    private static ObjectNode order(String type, String region) {
        var order = JSON.createObjectNode();
        order.put("region_name", region).put("instance_type_name", type);
        order.putArray("ssh_key_names").add(SimulatorExtension.KEY_NAME);
        return order;
    }

    private String launch(ObjectNode order) throws IOException, InterruptedException {
        var answer = post("/instance-operations/launch", order.toString());
        if (answer.status() != 200) {
            throw new AssertionError("launch was refused: " + answer.raw().body());
        }
        return answer.data().path("instance_ids").path(0).asText();
    }

    Answer terminate(String id) throws IOException, InterruptedException {
        return post("/instance-operations/terminate", "{\"instance_ids\":[\"" + id + "\"]}");
    }

    Answer restart(String id) throws IOException, InterruptedException {
        return post("/instance-operations/restart", "{\"instance_ids\":[\"" + id + "\"]}");
    }

    /// Asks for the instance until it is in this status.
    JsonNode await(String id, String status) throws IOException, InterruptedException {
        return awaitAnswer("/instances/" + id, a -> a.data().path("status").asText().equals(status))
                .data();
    }

    /// Asks for the instance until it is over: terminated, or no longer known.
    void awaitOver(String id) throws IOException, InterruptedException {
        awaitAnswer(
                "/instances/" + id,
                answer ->
                        answer.status() == 404
                                || answer.data().path("status").asText().equals("terminated"));
    }

    Answer awaitAnswer(String path, Predicate<Answer> condition)
            throws IOException, InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            var answer = get(path);
            if (condition.test(answer)) {
                return answer;
            }
            LockSupport.parkNanos(2_000_000);
        }
        throw new AssertionError("never happened: " + get(path).raw().body());
    }
}
