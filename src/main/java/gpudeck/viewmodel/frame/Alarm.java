package gpudeck.viewmodel.frame;

import gpudeck.domain.Cents;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Instances that were asked to end and are not proved to have done so.
///
/// @param lead who, in one sentence
/// @param text what it costs meanwhile
public record Alarm(List<InstanceId> instances, UserMessage lead, UserMessage text) {

    static Optional<Alarm> of(Fleet fleet, Instant now) {
        var leaking =
                fleet.billed().stream()
                        .filter(i -> i.ending().filter(e -> e.isAlarming(now)).isPresent())
                        .toList();
        return leaking.isEmpty() ? Optional.empty() : Optional.of(of(leaking, now));
    }

    private static Alarm of(List<FleetInstance> leaking, Instant now) {
        var ids = leaking.stream().map(FleetInstance::id).toList();
        var name = leaking.getFirst().instance().displayName();
        var rate = Fleet.pricePerHour(leaking);
        var since = longest(leaking, now);
        return new Alarm(
                ids,
                UserMessage.of("frame.alarm.lead", leaking.size(), name),
                UserMessage.of(
                        "frame.alarm.text", rate, leaked(leaking, now), new TimeSpan(since)));
    }

    private static Duration longest(List<FleetInstance> leaking, Instant now) {
        return leaking.stream()
                .flatMap(i -> i.ending().stream())
                .map(e -> Duration.between(e.since(), now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Cents leaked(List<FleetInstance> leaking, Instant now) {
        return leaking.stream()
                .map(i ->
                        i.instance()
                                .type()
                                .pricePerHour()
                                .perHourOver(
                                        i.ending()
                                                .map(Ending::since)
                                                .map(since -> Duration.between(since, now))
                                                .orElse(Duration.ZERO)))
                .reduce(Cents.ZERO, Cents::plus);
    }
}
