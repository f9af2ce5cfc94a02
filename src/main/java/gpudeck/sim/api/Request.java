package gpudeck.sim.api;

import gpudeck.sim.account.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request that found its route.
///
/// @param parts what stands for the `*` of the route's path
record Request(List<String> parts, Map<String, String> query, String body) {

    String part() {
        return parts.getFirst();
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Fields fields() throws Refusal {
        return Fields.ofBody(body);
    }

    void allowQuery(List<String> names) throws Refusal {
        for (var name : query.keySet()) {
            if (!names.contains(name)) {
                throw Refusal.invalid(name + ": unknown query parameter.");
            }
        }
    }
}
