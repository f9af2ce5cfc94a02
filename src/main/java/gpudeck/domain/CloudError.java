package gpudeck.domain;

import java.time.Duration;
import java.util.Optional;

/// Why the cloud did not do as asked. `message` and `suggestion` are the API's own words.
public sealed interface CloudError extends Problem {

    /// `global/invalid-api-key`
    record InvalidApiKey() implements CloudError {}

    /// `global/account-inactive`
    record AccountInactive(String message) implements CloudError {}

    /// `global/invalid-address`: the billing address is missing or wrong.
    record InvalidBillingAddress(String message) implements CloudError {}

    /// `global/forbidden`
    record Forbidden(String message) implements CloudError {}

    /// `global/invalid-parameters`
    record InvalidParameters(String message, Optional<String> suggestion) implements CloudError {}

    /// `global/object-does-not-exist` or `global/not-found`
    record NotFound(String message) implements CloudError {}

    /// `global/quota-exceeded`
    record QuotaExceeded(String message, Optional<String> suggestion) implements CloudError {}

    /// `global/duplicate`
    record Duplicate(String message) implements CloudError {}

    /// `global/conflict`: another operation is under way.
    record Conflict(String message) implements CloudError {}

    /// `instance-operations/launch/insufficient-capacity`
    record NoCapacity(String message, Optional<String> suggestion) implements CloudError {}

    /// `instance-operations/launch/file-system-in-wrong-region`
    record FileSystemInWrongRegion(String message) implements CloudError {}

    /// `filesystems/filesystem-in-use`, `firewall-rulesets/firewall-ruleset-in-use`
    record InUse(String message, Optional<String> suggestion) implements CloudError {}

    /// Nothing was done.
    record RateLimited(Duration retryAfter) implements CloudError {}

    /// Cloudflare's 1010: the edge does not accept this client.
    record RefusedAtEdge(String firstBytes) implements CloudError {}

    /// 5xx, `global/internal-error`, `global/unknown` or `provider/…`: the fault is on Lambda's
    /// side. Whether anything was done is not known.
    record ServerFault(int status, String code, String message) implements CloudError {}

    /// No answer: name not found, refused, reset, no route, TLS.
    record Unreachable(String host, String why) implements CloudError {}

    record TimedOut(String host, Duration after) implements CloudError {}

    /// An answer that is not what the API describes; `firstBytes` is shown as received.
    record Unreadable(int status, String firstBytes) implements CloudError {}

    /// An answer of more than `limitBytes`.
    record TooLarge(long limitBytes) implements CloudError {}

    /// A code that this version does not know.
    record Unexpected(int status, String code, String message, Optional<String> suggestion)
            implements CloudError {}

    /// Whether the same read, or terminate, may work a little later.
    default boolean isTransient() {
        return switch (this) {
            case RateLimited _, ServerFault _, Unreachable _, TimedOut _ -> true;
            case Unreadable(int status, _) -> status < 400 || status >= 500;
            case Unexpected(int status, _, _, _) -> status >= 500;
            case InvalidApiKey _,
                    AccountInactive _,
                    InvalidBillingAddress _,
                    Forbidden _,
                    InvalidParameters _,
                    NotFound _,
                    QuotaExceeded _,
                    Duplicate _,
                    Conflict _,
                    NoCapacity _,
                    FileSystemInWrongRegion _,
                    InUse _,
                    RefusedAtEdge _,
                    TooLarge _ ->
                    false;
        };
    }
}
