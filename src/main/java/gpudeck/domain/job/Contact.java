package gpudeck.domain.job;

import java.time.Instant;

/// Whether a run's machine is heard of. What it runs goes on all the same.
public sealed interface Contact {

    /// @param heardAt by this computer's clock
    record Heard(Instant heardAt) implements Contact {}

    /// The link broke and is being made anew.
    ///
    /// @param since the last sign of life
    /// @param attempts so far
    /// @param next when the next one begins; in the past while one is under way
    record Lost(Instant since, int attempts, Instant next) implements Contact {}
}
