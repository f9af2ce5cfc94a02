package gpudeck.sim.api;

import gpudeck.sim.account.Account;
import gpudeck.sim.account.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What was done, newest first, a page at a time.
record AuditRoutes(Account account) {

    private static final int PAGE = 50;

    List<Route> all() {
        return List.of(
                new Route(
                        "GET",
                        "/audit-events",
                        List.of("start", "end", "page_token", "resource_type"),
                        this::list));
    }

    private Object list(Request request) throws Refusal {
        var start = time(request, "start").orElse(Instant.MIN);
        var end = time(request, "end").orElse(Instant.MAX);
        var type = request.query("resource_type");
        var events =
                account.audit().events().stream()
                        .filter(event -> !event.eventTime().isBefore(start))
                        .filter(event -> !event.eventTime().isAfter(end))
                        .filter(event ->
                                type.isEmpty() || type.get().equals(event.resourceTypeForFilter()))
                        .toList();
        int from = Math.min(offset(request), events.size());
        int to = Math.min(from + PAGE, events.size());
        return new Route.Answer(events.subList(from, to), to < events.size() ? token(to) : null);
    }

    private static Optional<Instant> time(Request request, String name) throws Refusal {
        var text = request.query(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
        } catch (DateTimeParseException _) {
            throw Refusal.invalid(name + ": must be a time in ISO 8601.");
        }
    }

    private static String token(int offset) {
        var text = "{\"next\":" + offset + "}";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(Request request) throws Refusal {
        var token = request.query("page_token");
        if (token.isEmpty()) {
            return 0;
        }
        try {
            var text = new String(Base64.getDecoder().decode(token.get()), StandardCharsets.UTF_8);
            return Integer.parseUnsignedInt(text.replace("{\"next\":", "").replace("}", ""));
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid("page_token: not one of ours.");
        }
    }
}
