package gpudeck.engine.custody;

import gpudeck.domain.cloud.InstanceId;
import java.time.Duration;

/// The lease of an instance ends soon.
///
/// @param name of the instance
/// @param left rounded up to one of [Leases#WARNINGS]
public record LeaseWarning(InstanceId instance, String name, Duration left) {}
