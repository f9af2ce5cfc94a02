package gpudeck.domain.job;

import gpudeck.domain.Cents;
import gpudeck.domain.Problem;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import java.time.Duration;
import java.time.Instant;

/// A machine that a run gave back for another one.
///
/// @param endedAt when its end was proved
public record Discarded(
        InstanceId instance,
        InstanceType type,
        String region,
        Instant launchedAt,
        Instant endedAt,
        Problem why) {

    public Duration life() {
        return Duration.between(launchedAt, endedAt);
    }

    /// An upper bound.
    public Cents cost() {
        return type.pricePerHour().perHourOver(life());
    }
}
