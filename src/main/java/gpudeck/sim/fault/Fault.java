package gpudeck.sim.fault;

import java.time.Duration;
import java.util.Map;

/// What goes wrong with one request to the API. Times are divided by the simulator's speed.
public sealed interface Fault {

    /// The request is carried out, and the connection closed without an answer.
    record LostReply() implements Fault {}

    /// The connection is closed and nothing carried out.
    record LostRequest() implements Fault {}

    /// The request is carried out, and its answer breaks off in the middle.
    record TruncatedReply() implements Fault {}

    /// The request is carried out as usual, but only after this time.
    record Delay(Duration time) implements Fault {}

    /// The request is carried out at once, and answered only after this time.
    record Late(Duration time) implements Fault {}

    /// The request waits at the gate.
    record Hold(Moment moment, Gate gate) implements Fault {}

    /// When a request is held.
    enum Moment {

        /// Nothing of it is carried out yet.
        BEFORE,

        /// It is carried out, and its answer waits.
        AFTER
    }

    /// The request is carried out, and the answer's `data` is an empty list.
    record EmptyList() implements Fault {}

    /// The request is carried out, and the list in its answer ends after so many rows.
    record PartialList(int keep) implements Fault {}

    /// The request is carried out, and the list in its answer lacks the row with this id.
    record ListWithout(String id) implements Fault {}

    /// Nothing is carried out; this is answered.
    record Answer(int status, String contentType, String body, Map<String, String> headers)
            implements Fault {

        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /// The request is carried out, and this is answered instead of what came of it.
    record WrongAnswer(Answer answer) implements Fault {}

    static Answer serverError() {
        return error(500, "global/internal-error", "An internal server error occurred.");
    }

    static Answer providerUnavailable() {
        return error(503, "provider/internal-unavailable", "Provider unavailable");
    }

    /// What an edge server in front of the API answers when the API is away.
    static Answer htmlPage() {
        return new Answer(
                502,
                "text/html",
                "<html><head><title>502 Bad Gateway</title></head><body>502</body></html>",
                Map.of());
    }

    /// What an edge server says when the API took too long.
    static Answer gatewayTimeout() {
        return new Answer(
                504,
                "text/html",
                "<html><head><title>504 Gateway Time-out</title></head><body>504</body></html>",
                Map.of());
    }

    static Answer garbage() {
        return new Answer(200, "application/json", "{\"data\": [}\u0000%", Map.of());
    }

    static Answer emptyBody() {
        return new Answer(200, "application/json", "", Map.of());
    }

    static Answer tooManyRequests() {
        return new Answer(429, "text/plain", "error code: 1015", Map.of());
    }

    static Answer tooManyRequests(Duration retryAfter) {
        return new Answer(
                429,
                "text/plain",
                "error code: 1015",
                Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    static Answer invalidKey() {
        return error(401, "global/invalid-api-key", "API key was invalid, expired, or deleted.");
    }

    static Answer inactiveAccount() {
        return error(403, "global/account-inactive", "Your account is inactive.");
    }

    static Answer quotaExceeded() {
        return error(400, "global/quota-exceeded", "Quota exceeded.");
    }

    static Answer noCapacity() {
        return error(
                400,
                "instance-operations/launch/insufficient-capacity",
                "Not enough capacity to fulfill launch request.");
    }

    /// An error in the API's own envelope.
    static Answer error(int status, String code, String message) {
        return new Answer(
                status,
                "application/json",
                "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}",
                Map.of());
    }
}
