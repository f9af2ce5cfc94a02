package gpudeck.engine.fleet;

import gpudeck.domain.RunId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.store.journal.LaunchIntent;
import java.time.Instant;

/// A launch that was sent and has no instance yet. It may cost money already.
///
/// @param inDoubt no answer came: the list is searched for its instance
public record PendingLaunch(
        RunId run, String name, InstanceType type, String region, Instant sentAt, boolean inDoubt) {

    static PendingLaunch of(LaunchIntent intent, TypeBook types, boolean inDoubt) {
        var request = intent.request();
        return new PendingLaunch(
                intent.run(),
                request.name().orElse(""),
                types.at(request.typeName(), intent.pricePerHour()),
                request.region(),
                intent.at(),
                inDoubt);
    }
}
