package gpudeck.sim.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What one instance costs, as the account knows it: from the accepted launch to `terminated`,
/// whatever the API's answers say meanwhile.
///
/// @param name as it was launched; empty for none
/// @param tags as it was launched
/// @param isStrangers whether no client of the API launched it
/// @param status the true one, by the API's word
/// @param terminateAskedAt when a terminate that named it came in first, even if it was refused
/// @param billed so far
public record Bill(
        String id,
        String name,
        Map<String, String> tags,
        boolean isStrangers,
        String status,
        Instant launchedAt,
        Optional<Instant> terminateAskedAt,
        Optional<Instant> endedAt,
        Duration billed) {

    public Bill {
        tags = Map.copyOf(tags);
    }

    /// Whether it still costs.
    public boolean isOpen() {
        return endedAt.isEmpty();
    }
}
