package gpudeck.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gpudeck.domain.CloudError;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Turns an answer that is not a success into the error that it means. Branches on the code: the
/// API description says that messages may change.
final class Refusals {

    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(2);

    private final ObjectMapper json;

    Refusals(ObjectMapper json) {
        this.json = json;
    }

    CloudError of(Answer answer) {
        if (answer.status() == 429 || isEdgeRateLimit(answer)) {
            return new CloudError.RateLimited(answer.retryAfter().orElse(DEFAULT_PAUSE));
        }
        return envelope(answer).orElseGet(() -> withoutEnvelope(answer));
    }

    /// Whether the answer proves that nothing was done: a known refusal, in the API's own form.
    boolean provesNothingDone(CloudError error) {
        return switch (error) {
            case CloudError.ServerFault _,
                    CloudError.Unreachable _,
                    CloudError.TimedOut _,
                    CloudError.Unreadable _,
                    CloudError.TooLarge _ ->
                    false;
            case CloudError.Unexpected(int status, _, _, _) -> status >= 400 && status < 500;
            default -> true;
        };
    }

    private Optional<CloudError> envelope(Answer answer) {
        try {
            var error = json.readTree(answer.body().toByteArray()).path("error");
            var code = error.path("code").asText("");
            return code.isEmpty()
                    ? Optional.empty()
                    : Optional.of(known(answer, answer.shown(code), error));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static CloudError known(Answer answer, String code, JsonNode error) {
        int status = answer.status();
        var message = answer.shown(error.path("message").asText(""));
        var suggestion =
                Optional.of(answer.shown(error.path("suggestion").asText("")))
                        .filter(s -> !s.isBlank());
        return switch (code) {
            case "global/invalid-api-key" -> new CloudError.InvalidApiKey();
            case "global/account-inactive" -> new CloudError.AccountInactive(message);
            case "global/invalid-address" -> new CloudError.InvalidBillingAddress(message);
            case "global/forbidden" -> new CloudError.Forbidden(message);
            case "global/invalid-parameters" ->
                    new CloudError.InvalidParameters(message, suggestion);
            case "global/object-does-not-exist", "global/not-found" ->
                    new CloudError.NotFound(message);
            case "global/quota-exceeded" -> new CloudError.QuotaExceeded(message, suggestion);
            case "global/duplicate" -> new CloudError.Duplicate(message);
            case "global/conflict" -> new CloudError.Conflict(message);
            case "instance-operations/launch/insufficient-capacity" ->
                    new CloudError.NoCapacity(message, suggestion);
            case "instance-operations/launch/file-system-in-wrong-region" ->
                    new CloudError.FileSystemInWrongRegion(message);
            case "filesystems/filesystem-in-use", "firewall-rulesets/firewall-ruleset-in-use" ->
                    new CloudError.InUse(message, suggestion);
            case "global/internal-error", "global/unknown" ->
                    new CloudError.ServerFault(status, code, message);
            default ->
                    code.startsWith("provider/") || status >= 500
                            ? new CloudError.ServerFault(status, code, message)
                            : new CloudError.Unexpected(status, code, message, suggestion);
        };
    }

    private static CloudError withoutEnvelope(Answer answer) {
        if (answer.status() == 403 && answer.firstBytes().contains("error code: 1010")) {
            return new CloudError.RefusedAtEdge(answer.firstBytes());
        }
        return answer.status() >= 500
                ? new CloudError.ServerFault(answer.status(), "", answer.firstBytes())
                : new CloudError.Unreadable(answer.status(), answer.firstBytes());
    }

    /// Cloudflare's 1015, which may come as plain text under 403.
    private static boolean isEdgeRateLimit(Answer answer) {
        return answer.status() == 403 && answer.firstBytes().contains("error code: 1015");
    }
}
