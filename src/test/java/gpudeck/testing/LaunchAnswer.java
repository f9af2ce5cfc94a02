package gpudeck.testing;

import gpudeck.domain.CloudError;

/// How one launch is answered.
public sealed interface LaunchAnswer {

    record Create() implements LaunchAnswer {}

    /// The machine starts, nobody hears of it.
    record CreateAndLoseAnswer(CloudError error) implements LaunchAnswer {}

    /// Nothing starts, and nobody hears of that either.
    record LoseRequest(CloudError error) implements LaunchAnswer {}

    record Refuse(CloudError error) implements LaunchAnswer {}
}
