package gpudeck.engine;

import gpudeck.domain.ByteCount;
import gpudeck.domain.CloudError;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import java.time.Duration;
import java.util.Optional;

/// [CloudError]s in words. That nothing was bought is left to say to those who know it.
final class CloudSentences {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private CloudSentences() {}

    static UserMessage of(CloudError error) {
        return switch (error) {
            case CloudError.InvalidApiKey() -> UserMessage.of("error.cloud.invalidApiKey");
            case CloudError.AccountInactive(var said) ->
                    refusal("error.cloud.accountInactive", said);
            case CloudError.InvalidBillingAddress(var said) ->
                    refusal("error.cloud.invalidBillingAddress", said);
            case CloudError.Forbidden(var said) -> refusal("error.cloud.forbidden", said);
            case CloudError.InvalidParameters(var said, var more) -> invalid(said, more);
            case CloudError.NotFound(var said) -> refusal("error.cloud.notFound", said);
            case CloudError.QuotaExceeded(var said, var more) ->
                    refusal("error.cloud.quotaExceeded", said, more);
            case CloudError.Duplicate(var said) -> refusal("error.cloud.duplicate", said);
            case CloudError.Conflict(var said) -> refusal("error.cloud.conflict", said);
            case CloudError.NoCapacity(var said, var more) ->
                    refusal("error.cloud.noCapacity", said, more);
            case CloudError.FileSystemInWrongRegion(var said) ->
                    refusal("error.cloud.fileSystemInWrongRegion", said);
            case CloudError.InUse(var said, var more) -> refusal("error.cloud.inUse", said, more);
            case CloudError.RateLimited(var wait) ->
                    UserMessage.of("error.cloud.rateLimited", shown(wait));
            case CloudError.RefusedAtEdge(var answer) ->
                    Quote.answer(UserMessage.of("error.cloud.refusedAtEdge"), answer);
            case CloudError.ServerFault fault -> serverFault(fault);
            case CloudError.Unreachable(var host, var why) -> unreachable(host, why);
            case CloudError.TimedOut(var host, var after) ->
                    UserMessage.of("error.cloud.timedOut", Quote.name(host), shown(after));
            case CloudError.Unreadable(int status, var answer) -> unreadable(status, answer);
            case CloudError.TooLarge(long limit) ->
                    UserMessage.of("error.cloud.tooLarge", new ByteCount(limit));
            case CloudError.Unexpected unexpected -> unexpected(unexpected);
        };
    }

    private static UserMessage refusal(String key, String said) {
        return refusal(key, said, Optional.empty());
    }

    private static UserMessage refusal(String key, String said, Optional<String> more) {
        return Quote.lambda(UserMessage.of(key), said, more);
    }

    /// The client refuses too what the API would refuse: these words need not be Lambda's.
    private static UserMessage invalid(String said, Optional<String> more) {
        return Quote.reason(UserMessage.of("error.cloud.invalidParameters"), said, more);
    }

    private static UserMessage serverFault(CloudError.ServerFault fault) {
        var code = code(fault.status(), fault.code());
        return Quote.lambda(
                UserMessage.of("error.cloud.serverFault", code), fault.message(), Optional.empty());
    }

    private static UserMessage unreachable(String host, String why) {
        var ours = UserMessage.of("error.cloud.unreachable", Quote.name(host));
        return Quote.reason(ours, why);
    }

    private static UserMessage unreadable(int status, String answer) {
        var ours = UserMessage.of("error.cloud.unreadable", String.valueOf(status));
        return Quote.answer(ours, answer);
    }

    private static UserMessage unexpected(CloudError.Unexpected refusal) {
        var code = code(refusal.status(), refusal.code());
        return Quote.lambda(
                UserMessage.of("error.cloud.unexpected", code),
                refusal.message(),
                refusal.suggestion());
    }

    private static String code(int status, String code) {
        return code.isBlank() ? String.valueOf(status) : status + ", " + Quote.name(code);
    }

    private static TimeSpan shown(Duration time) {
        return new TimeSpan(time.compareTo(SHORTEST) < 0 ? SHORTEST : time);
    }
}
