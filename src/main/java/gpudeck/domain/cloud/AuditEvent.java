package gpudeck.domain.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something that was done in the account: the only trace, on Lambda's side, of when an instance
/// was launched.
public record AuditEvent(
        String id,
        Instant at,
        String service,
        String resource,
        String action,
        String actor,
        List<String> resources,
        Optional<String> apiKey,
        Map<String, String> details) {

    public AuditEvent {
        resources = List.copyOf(resources);
        details = Map.copyOf(details);
    }

    /// One answer of the paged listing; `nextPage` is empty on the last.
    public record Page(List<AuditEvent> events, Optional<String> nextPage) {
        public Page {
            events = List.copyOf(events);
        }
    }
}
