package gpudeck.viewmodel.instances;

import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.FileSystemMount;
import gpudeck.domain.cloud.Instance;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.hosts.HostKeyFacts;
import gpudeck.viewmodel.Ticker;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is told of one machine under the table. Unlike [MachineFacts] it does not tick.
///
/// @param id empty while a launch has no instance
/// @param hostKey the fingerprint of the key by which it is known, if it is
/// @param hostKeyTrust why that key is trusted
/// @param since when it was launched or first seen, as words
/// @param lease empty for what has none to have
public record Detail(
        String name,
        String type,
        String region,
        Optional<String> id,
        Optional<String> ip,
        List<String> keys,
        Optional<String> hostKey,
        Optional<UserMessage> hostKeyTrust,
        List<String> files,
        boolean hasJupyter,
        boolean mine,
        String since,
        Optional<String> job,
        Optional<LeaseFacts> lease) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH);

    public Detail {
        keys = List.copyOf(keys);
        files = List.copyOf(files);
    }

    static Detail of(MachineFacts facts, Optional<HostKeyFacts> hostKey, Ticker ticker) {
        var instance = facts.instance().map(FleetInstance::instance);
        return new Detail(
                facts.name(),
                facts.typeWords(),
                place(facts),
                facts.id().map(Object::toString),
                facts.ip(),
                instance.map(Instance::sshKeyNames).orElse(List.of()),
                hostKey.map(HostKeyFacts::fingerprint),
                hostKey.map(HostKeyFacts::why),
                instance.map(Detail::files).orElse(List.of()),
                instance.flatMap(Instance::jupyter).isPresent(),
                !facts.isAtLeast(),
                clock(facts.since(), ticker.zone()),
                facts.instance().flatMap(FleetInstance::jobName),
                facts.instance().flatMap(machine -> LeaseFacts.of(machine, ticker)));
    }

    private static String place(MachineFacts facts) {
        var region = facts.region();
        return region.description().isEmpty() || region.description().equals(region.name())
                ? region.name()
                : region.name() + ", " + region.description();
    }

    private static List<String> files(Instance instance) {
        return instance.fileSystemNames().isEmpty()
                ? instance.fileSystemMounts().stream().map(FileSystemMount::mountPoint).toList()
                : instance.fileSystemNames();
    }

    static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }
}
