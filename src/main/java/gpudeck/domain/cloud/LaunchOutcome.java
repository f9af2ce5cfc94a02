package gpudeck.domain.cloud;

import gpudeck.domain.CloudError;

/// What one launch request led to. The API has no idempotency key, so a launch is never repeated on
/// doubt: only after [Refused] may another follow.
public sealed interface LaunchOutcome {

    record Created(InstanceId id) implements LaunchOutcome {}

    /// Nothing was created.
    record Refused(CloudError why) implements LaunchOutcome {}

    /// A machine may be starting: the answer was lost or could not be understood.
    record Unknown(CloudError why) implements LaunchOutcome {}
}
