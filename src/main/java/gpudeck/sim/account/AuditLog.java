package gpudeck.sim.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who did what and when: the only place where the API tells the time of a launch.
public final class AuditLog {

    private final List<Event> events = new ArrayList<>();
    private final Ids ids;
    private final Clock clock;

    AuditLog(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    public record Event(
            String serviceName,
            String resourceName,
            String action,
            String catalogVersion,
            String eventId,
            Instant eventTime,
            String actorLrn,
            List<String> resourceLrns,
            String resourceOwnerLrn,
            String requestApiKeyLrn,
            Map<String, String> additionalDetails) {

        /// As the API's filter names it, for example `cloud.api_key`.
        public String resourceTypeForFilter() {
            return serviceName + "." + resourceName;
        }
    }

    /// Newest first.
    public List<Event> events() {
        return events.reversed().stream().toList();
    }

    void add(String resource, String action, String id) {
        add(resource, action, id, Map.of());
    }

    void add(String resource, String action, String id, Map<String, String> details) {
        events.add(
                new Event(
                        "cloud",
                        resource,
                        action,
                        "2025-09-06",
                        ids.next(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        "lrn:cloud:identity:00112233445566778899aabbccddeeff",
                        List.of("lrn:cloud:" + resource + ":" + id),
                        "lrn:cloud:account:fedcba9876543210fedcba9876543210",
                        "lrn:cloud:api_key:0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                        details));
    }
}
