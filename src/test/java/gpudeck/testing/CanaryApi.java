package gpudeck.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gpudeck.sim.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A simulator behind another key: takes only that one, and puts a token of its own into every
/// JupyterLab address. When told so, it breaks instance lists off, and says both aloud.
public final class CanaryApi implements AutoCloseable {

    private final Simulator simulator;
    private final String key;
    private final String token;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final AtomicInteger toBreak = new AtomicInteger();

    public CanaryApi(Simulator simulator, String key, String token) throws IOException {
        this.simulator = simulator;
        this.key = key;
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1";
    }

    /// The next ones.
    public void breakLists(int count) {
        toBreak.set(count);
    }

    /// How many answers said the key and the token aloud.
    public int brokenOff() {
        return brokenOff.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"error\":{\"code\":\"global/invalid-api-key\"}}");
                return;
            }
            var answer = forwarded(exchange);
            boolean list = exchange.getRequestURI().getPath().equals("/api/v1/instances");
            if (list && toBreak.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                brokenOff.incrementAndGet();
                send(exchange, 200, "{\"key\":\"" + key + "\",\"jupyter_url\":\"?token=" + token);
            } else {
                send(exchange, answer.statusCode(), planted(answer.body()));
            }
        }
    }

    private HttpResponse<String> forwarded(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
        var request =
                HttpRequest.newBuilder(URI.create(simulator.apiUrl() + path))
                        .header("Authorization", "Bearer " + simulator.apiKey())
                        .header("Content-Type", "application/json")
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private String planted(String body) {
        return body.replaceAll("(token=|\"jupyter_token\"\\s*:\\s*\")[0-9a-f]+", "$1" + token);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
