package gpudeck.sim.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gpudeck.sim.account.Account;
import gpudeck.sim.account.Refusal;
import gpudeck.sim.fault.Fault;
import gpudeck.sim.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server of the API, on loopback. Each request has a thread of its own, which is not
/// virtual: the JDK waits 300 ms for the thread that polls their sockets when it ends.
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final String BASE = "/api/v1";
    private static final String LAUNCH = "/instance-operations/launch";
    private static final Duration CLOSE_TIME = Duration.ofSeconds(5);

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("simulator-api-", 0).factory());
    private final Account account;
    private final Authorization authorization;
    private final Faults faults;
    private final Pace requests;
    private final Pace launches;
    private final List<Route> routes;
    private final List<SeenRequest> seen = new CopyOnWriteArrayList<>();

    /// @param requestPace least time between two requests; zero for no limit
    public ApiServer(
            int port,
            String apiKey,
            Account account,
            Faults faults,
            Duration requestPace,
            Duration launchPace)
            throws IOException {
        this.account = account;
        this.authorization = new Authorization(apiKey);
        this.faults = faults;
        requests = new Pace(requestPace, Clock.systemUTC());
        launches = new Pace(launchPace, Clock.systemUTC());
        routes =
                Stream.of(
                                new InstanceRoutes(account, new LaunchCheck(account)).all(),
                                new CatalogRoutes(account).all(),
                                new StorageRoutes(account).all(),
                                new FirewallRoutes(account).all(),
                                new AuditRoutes(account).all())
                        .flatMap(List::stream)
                        .toList();
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// All requests since the start, oldest first.
    public List<SeenRequest> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_TIME.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a request is still being carried out");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var below = path.startsWith(BASE + "/") ? path.substring(BASE.length()) : "";
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(new SeenRequest(exchange.getRequestMethod(), below, body));
            new Reply(exchange)
                    .send(
                            faults.take(exchange.getRequestMethod(), below),
                            () -> answer(exchange, below, body));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply.Content answer(HttpExchange exchange, String path, String body) {
        try {
            if (!requests.admits() || (path.equals(LAUNCH) && !launches.admits())) {
                return Reply.Content.of(Fault.tooManyRequests());
            }
            authorization.check(exchange.getRequestHeaders().getFirst("Authorization"));
            var query = query(exchange.getRequestURI().getRawQuery());
            return Reply.Content.success(handle(exchange.getRequestMethod(), path, query, body));
        } catch (Refusal refusal) {
            return Reply.Content.error(refusal);
        } catch (UncheckedIOException e) {
            LOG.error("{} could not be carried out", path, e);
            return Reply.Content.of(Fault.serverError());
        }
    }

    private Object handle(String method, String path, Map<String, String> query, String body)
            throws Refusal {
        boolean pathExists = false;
        for (var route : routes) {
            var parts = route.match(path);
            if (parts.isEmpty()) {
                continue;
            }
            pathExists = true;
            if (route.method().equals(method)) {
                var request = new Request(parts.get(), query, body);
                request.allowQuery(route.query());
                synchronized (account) {
                    return route.handler().handle(request);
                }
            }
        }
        if (pathExists) {
            throw new Refusal(405, "global/not-found", "Method not allowed.", null);
        }
        throw Refusal.noSuchPath();
    }

    private static Map<String, String> query(@Nullable String raw) {
        var query = new HashMap<String, String>();
        if (raw == null) {
            return query;
        }
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            query.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8),
                    URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return query;
    }
}
