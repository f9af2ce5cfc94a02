package gpudeck.app.window;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Leads a browser to an address that is a secret. A browser gets its address as an argument, which
/// every user of this computer can read: it gets one that is worth nothing once it was used.
final class OneTimeAddress {

    /// Browsers take their time to start.
    private static final Duration OPEN = Duration.ofMinutes(1);

    private static final int RANDOM_BYTES = 16;

    private final String secret;
    private final HttpServer server;
    private final String path;
    private final CountDownLatch used = new CountDownLatch(1);

    private OneTimeAddress(String secret) throws IOException {
        this.secret = secret;
        var random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        path = "/" + HexFormat.of().formatHex(random);
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.create(loopback, 0);
        server.createContext("/", this::answer);
    }

    /// @return an address on this computer, good for one visit within a minute
    static String leadingTo(String secret) throws IOException {
        var address = new OneTimeAddress(secret);
        address.server.start();
        Thread.ofVirtual().name("one-time-address").start(address::closeWhenUsed);
        return "http://127.0.0.1:" + address.server.getAddress().getPort() + address.path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean first = exchange.getRequestURI().getPath().equals(path) && used.getCount() > 0;
            if (first) {
                var headers = exchange.getResponseHeaders();
                headers.set("Location", secret);
                headers.set("Cache-Control", "no-store");
                headers.set("Referrer-Policy", "no-referrer");
            }
            exchange.sendResponseHeaders(first ? 302 : 404, -1);
            if (first) {
                used.countDown();
            }
        }
    }

    private void closeWhenUsed() {
        try {
            var _ = used.await(OPEN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(1);
    }
}
