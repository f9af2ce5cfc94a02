package gpudeck.cloud;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Paces requests, repeats those that may be repeated, and reads the `data` of their answers.
final class Requests {

    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final int TRIES = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Transport transport;
    private final Pacer pacer;
    private final Duration firstPause;
    private final ObjectMapper json =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
                    .build();
    private final Refusals refusals = new Refusals(json);

    /// @param firstPause before the second try; doubled, with jitter, before each later one
    Requests(Transport transport, Pacer pacer, Duration firstPause) {
        this.transport = transport;
        this.pacer = pacer;
        this.firstPause = firstPause;
    }

    Refusals refusals() {
        return refusals;
    }

    Duration answerTime() {
        return transport.answerTime();
    }

    Optional<Duration> clockAhead() {
        return transport.clockAhead();
    }

    void dropConnections() {
        transport.dropConnections();
    }

    HttpUrl.Builder address(String path) {
        return transport.address(path);
    }

    /// Repeated while the fault is transient.
    <T> T get(HttpUrl url, Shape<T> shape) throws CloudException, InterruptedException {
        return read(repeated(Pacer.Lane.ORDINARY, new Request.Builder().url(url).get()), shape);
    }

    /// The whole answer, for what may have a page token beside its `data`.
    Whole getWhole(HttpUrl url) throws CloudException, InterruptedException {
        var answer = repeated(Pacer.Lane.ORDINARY, new Request.Builder().url(url).get());
        return new Whole(answer, tree(answer));
    }

    record Whole(Answer answer, JsonNode tree) {
        Optional<String> pageToken() {
            return Optional.of(tree.path("page_token").asText("")).filter(t -> !t.isBlank());
        }
    }

    /// Terminate: safe to repeat, and first in the queue.
    <T> T postUrgently(String path, Object body, Shape<T> shape)
            throws CloudException, InterruptedException {
        return read(repeated(Pacer.Lane.TERMINATE, request("POST", path, body)), shape);
    }

    /// Sent once: repeating it could do it twice.
    <T> T once(String method, String path, Object body, Shape<T> shape)
            throws CloudException, InterruptedException {
        return read(checked(Pacer.Lane.ORDINARY, request(method, path, body)), shape);
    }

    void delete(String path) throws CloudException, InterruptedException {
        checked(Pacer.Lane.ORDINARY, new Request.Builder().url(address(path).build()).delete());
    }

    /// The answer to a launch as it is, whatever its status.
    Answer launch(String path, Object body) throws CloudException, InterruptedException {
        return send(Pacer.Lane.LAUNCH, request("POST", path, body));
    }

    <T> T read(Answer answer, Shape<T> shape) throws CloudException {
        return convert(data(answer, tree(answer)), shape, answer);
    }

    <T> T read(Whole whole, Shape<T> shape) throws CloudException {
        return convert(data(whole.answer(), whole.tree()), shape, whole.answer());
    }

    private <T> T convert(JsonNode node, Shape<T> shape, Answer answer) throws CloudException {
        for (var element : node) {
            if (node.isArray() && element.isNull()) {
                throw unreadable(answer, new IOException("a list with nothing in one place"));
            }
        }
        try {
            return shape.read(json, node);
        } catch (IllegalArgumentException e) {
            throw unreadable(answer, e);
        }
    }

    private static JsonNode data(Answer answer, JsonNode tree) throws CloudException {
        var data = tree.get("data");
        if (data == null || data.isNull()) {
            throw new CloudException(
                    new CloudError.Unreadable(answer.status(), answer.firstBytes()));
        }
        return data;
    }

    private JsonNode tree(Answer answer) throws CloudException {
        try {
            return json.readTree(answer.body().toByteArray());
        } catch (IOException e) {
            throw unreadable(answer, e);
        }
    }

    private static CloudException unreadable(Answer answer, Exception e) {
        return new CloudException(
                new CloudError.Unreadable(answer.status(), answer.firstBytes()), e);
    }

    private Request.Builder request(String method, String path, Object body) throws CloudException {
        try {
            return new Request.Builder()
                    .url(address(path).build())
                    .method(method, RequestBody.create(json.writeValueAsBytes(body), JSON_TYPE));
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + body.getClass(), e);
        }
    }

    private Answer repeated(Pacer.Lane lane, Request.Builder request)
            throws CloudException, InterruptedException {
        var pause = firstPause;
        for (int attempt = 1; ; attempt++) {
            try {
                return checked(lane, request);
            } catch (CloudException e) {
                if (attempt == TRIES || !e.error().isTransient()) {
                    throw e;
                }
                Thread.sleep(waitAfter(e.error(), pause));
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    /// The cloud's own word if it gave one, else the pause with half of it left to chance.
    private static Duration waitAfter(CloudError error, Duration pause) {
        if (error instanceof CloudError.RateLimited(var asked)) {
            return shorter(asked, LONGEST_PAUSE);
        }
        long half = Math.max(1, pause.toMillis() / 2);
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Answer checked(Pacer.Lane lane, Request.Builder request)
            throws CloudException, InterruptedException {
        var answer = send(lane, request);
        if (!answer.isSuccess()) {
            throw new CloudException(refusals.of(answer));
        }
        return answer;
    }

    private Answer send(Pacer.Lane lane, Request.Builder request)
            throws CloudException, InterruptedException {
        pacer.await(lane);
        var answer = transport.send(request);
        Optional<Duration> asked = answer.status() == 429 ? answer.retryAfter() : Optional.empty();
        asked.map(pause -> shorter(pause, LONGEST_PAUSE)).ifPresent(pacer::slowDown);
        return answer;
    }
}
