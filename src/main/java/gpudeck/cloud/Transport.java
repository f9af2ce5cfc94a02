package gpudeck.cloud;

import gpudeck.domain.ApiKey;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.Secrets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Sends one request with the account's key and reads the whole answer, within bounds.
final class Transport {

    static final long LIMIT_BYTES = 16L * 1024 * 1024;

    private final OkHttpClient http;
    private final HttpUrl baseUrl;
    private final ApiKey key;
    private final String userAgent;
    private volatile Duration answerTime = Duration.ZERO;
    private volatile Optional<Duration> clockAhead = Optional.empty();

    Transport(OkHttpClient http, HttpUrl baseUrl, ApiKey key, String userAgent) {
        if (!baseUrl.isHttps() && !isLoopback(baseUrl.host())) {
            throw new IllegalArgumentException(
                    "The API address must begin with https, except on this computer: " + baseUrl);
        }
        this.http = http;
        this.baseUrl = baseUrl;
        this.key = key;
        this.userAgent = userAgent;
    }

    HttpUrl.Builder address(String path) {
        return baseUrl.newBuilder().addPathSegments(path);
    }

    void dropConnections() {
        http.connectionPool().evictAll();
    }

    /// From the last request that was answered, sent, to its answer's head.
    Duration answerTime() {
        return answerTime;
    }

    /// By the `Date` of the last answer, which is in whole seconds (RFC 9110, section 6.6.1).
    Optional<Duration> clockAhead() {
        return clockAhead;
    }

    Answer send(Request.Builder request) throws CloudException, InterruptedException {
        var call =
                http.newCall(
                        request.header("Authorization", "Bearer " + key.secret())
                                .header("Accept", "application/json")
                                .header("User-Agent", userAgent)
                                .build());
        var answer = new CompletableFuture<Answer>();
        call.enqueue(new Reader(answer));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw new CloudException(errorOf(e.getCause()), e);
        }
    }

    private CloudError errorOf(@Nullable Throwable failure) {
        return switch (failure) {
            case TooLargeException _ -> new CloudError.TooLarge(LIMIT_BYTES);
            case InterruptedIOException _ ->
                    new CloudError.TimedOut(
                            baseUrl.host(), Duration.ofMillis(http.callTimeoutMillis()));
            case null, default ->
                    new CloudError.Unreachable(
                            baseUrl.host(), Secrets.of(key).hiddenIn(String.valueOf(failure)));
        };
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Reads on OkHttp's thread, so that the waiting one can be interrupted.
    private final class Reader implements Callback {

        private final CompletableFuture<Answer> answer;

        Reader(CompletableFuture<Answer> answer) {
            this.answer = answer;
        }

        @Override
        public void onFailure(Call call, IOException e) {
            answer.completeExceptionally(e);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                measure(response);
                answer.complete(read(response));
            } catch (Throwable e) { // whoever waits has to hear of it, whatever it is
                answer.completeExceptionally(e);
            }
        }

        private void measure(Response response) {
            answerTime =
                    Duration.ofMillis(
                            response.receivedResponseAtMillis() - response.sentRequestAtMillis());
            clockAhead =
                    Optional.ofNullable(response.headers().getInstant("Date"))
                            .map(told ->
                                    Duration.between(
                                            told,
                                            Instant.ofEpochMilli(
                                                    response.receivedResponseAtMillis())));
        }

        private Answer read(Response response) throws IOException {
            var source = response.body().source();
            if (source.request(LIMIT_BYTES + 1)) {
                throw new TooLargeException();
            }
            return new Answer(
                    response.code(),
                    source.readByteString(),
                    retryAfter(response.header("Retry-After")),
                    Secrets.of(key));
        }

        /// Only the form in seconds; a date is not worth a wrong clock.
        private static Optional<Duration> retryAfter(@Nullable String header) {
            return header != null && header.matches("\\d{1,4}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
                    : Optional.empty();
        }
    }
}
