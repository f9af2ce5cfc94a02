package gpudeck.sim.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import gpudeck.sim.account.Json;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Sends the answer to one request, or what a fault makes of it.
record Reply(HttpExchange exchange) {

    private static final String EMPTY_LIST = "{\"data\":[]}";
    private static final Optional<Content> NOT_YET = Optional.empty();

    /// Carries a request out; what it answers may get lost.
    @FunctionalInterface
    interface Work {
        Content carryOut();
    }

    void send(Optional<Fault> fault, Work work) throws IOException, InterruptedException {
        if (fault.isEmpty()) {
            write(work.carryOut());
            return;
        }
        switch (fault.get()) {
            case Fault.LostRequest() -> {} // the exchange closes without an answer
            case Fault.LostReply() -> work.carryOut();
            case Fault.TruncatedReply() -> writeHalf(work.carryOut());
            case Fault.Answer answer -> write(Content.of(answer));
            case Fault.WrongAnswer(var answer) -> {
                work.carryOut();
                write(Content.of(answer));
            }
            case Fault.EmptyList() -> {
                work.carryOut();
                write(new Content(200, "application/json", EMPTY_LIST, Map.of()));
            }
            case Fault.PartialList(int keep) ->
                    write(work.carryOut().withRows((number, _) -> number < keep));
            case Fault.ListWithout(var id) ->
                    write(
                            work.carryOut()
                                    .withRows((_, row) -> !row.path("id").asText().equals(id)));
            case Fault.Delay(var time) -> {
                Thread.sleep(time);
                write(work.carryOut());
            }
            case Fault.Late(var time) -> {
                var content = work.carryOut();
                Thread.sleep(time);
                write(content);
            }
            case Fault.Hold(var moment, var gate) -> hold(moment, gate, work);
        }
    }

    private void hold(Fault.Moment moment, Gate gate, Work work)
            throws IOException, InterruptedException {
        var early = moment == Fault.Moment.AFTER ? Optional.of(work.carryOut()) : NOT_YET;
        if (gate.pass()) {
            try {
                write(early.isPresent() ? early.get() : work.carryOut());
                exchange.close(); // sends what is left of it
            } finally {
                gate.finished();
            }
        }
    }

    private void write(Content content) throws IOException {
        var bytes = content.body().getBytes(StandardCharsets.UTF_8);
        sendHeaders(content, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Closing an exchange whose body is not complete breaks the connection.
    private void writeHalf(Content content) throws IOException {
        var bytes = content.body().getBytes(StandardCharsets.UTF_8);
        sendHeaders(content, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    private void sendHeaders(Content content, int length) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", content.contentType());
        content.headers().forEach(headers::set);
        exchange.sendResponseHeaders(content.status(), length == 0 ? -1 : length);
    }

    /// What is to be sent.
    record Content(int status, String contentType, String body, Map<String, String> headers) {

        static Content of(Fault.Answer answer) {
            return new Content(
                    answer.status(), answer.contentType(), answer.body(), answer.headers());
        }

        static Content success(Object result) {
            var envelope = Json.MAPPER.createObjectNode();
            if (result instanceof Route.Answer(var data, var pageToken)) {
                envelope.set("data", Json.MAPPER.valueToTree(data));
                envelope.put("page_token", pageToken);
            } else {
                envelope.set("data", Json.MAPPER.valueToTree(result));
            }
            return json(200, envelope);
        }

        static Content error(Refusal refusal) {
            var error =
                    Json.MAPPER
                            .createObjectNode()
                            .put("code", refusal.code())
                            .put("message", refusal.message());
            if (refusal.suggestion() != null) {
                error.put("suggestion", refusal.suggestion());
            }
            var envelope = Json.MAPPER.createObjectNode();
            envelope.set("error", error);
            return json(refusal.status(), envelope);
        }

        /// With only those rows of its list; unchanged if it has none.
        Content withRows(BiPredicate<Integer, JsonNode> kept) {
            try {
                if (!(Json.MAPPER.readTree(body) instanceof ObjectNode envelope)
                        || !(envelope.path("data") instanceof ArrayNode rows)) {
                    return this;
                }
                var left = envelope.putArray("data");
                for (int number = 0; number < rows.size(); number++) {
                    if (kept.test(number, rows.get(number))) {
                        left.add(rows.get(number));
                    }
                }
                return json(status, envelope);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Content json(int status, ObjectNode envelope) {
            try {
                var body = Json.MAPPER.writeValueAsString(envelope);
                return new Content(status, "application/json", body, Map.of());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
