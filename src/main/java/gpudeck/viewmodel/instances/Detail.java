package gpudeck.viewmodel.instances;

import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.FileSystemMount;
import gpudeck.domain.cloud.Instance;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.FleetInstance;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is told of one machine under the table. Unlike [MachineFacts] it does not tick.
///
/// @param id empty while a launch has no instance
/// @param since when it was launched or first seen, as words
/// @param advice what to know, and do, now; empty while all is as it should be
public record Detail(
        String name,
        String type,
        String region,
        Optional<String> id,
        Optional<String> ip,
        List<String> keys,
        List<String> files,
        boolean hasJupyter,
        boolean mine,
        String since,
        Optional<String> job,
        Optional<Advice> advice) {

    public record Advice(UserMessage title, List<UserMessage> sentences) {

        public Advice {
            sentences = List.copyOf(sentences);
        }
    }

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH);

    public Detail {
        keys = List.copyOf(keys);
        files = List.copyOf(files);
    }

    static Detail of(MachineFacts facts, ZoneId zone) {
        var instance = facts.instance().map(FleetInstance::instance);
        return new Detail(
                facts.name(),
                facts.typeWords(),
                place(facts),
                facts.id().map(Object::toString),
                facts.ip(),
                instance.map(Instance::sshKeyNames).orElse(List.of()),
                instance.map(Detail::files).orElse(List.of()),
                instance.flatMap(Instance::jupyter).isPresent(),
                !facts.isAtLeast(),
                clock(facts.since(), zone),
                facts.instance().flatMap(FleetInstance::jobName),
                advice(facts, zone));
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

    private static Optional<Advice> advice(MachineFacts facts, ZoneId zone) {
        if (facts.isEnded()) {
            return Optional.empty();
        }
        return facts.instance()
                .map(machine ->
                        machine.ending()
                                .map(ending -> ofEnding(ending, zone))
                                .or(() -> ofState(facts, machine)))
                .orElseGet(() -> Optional.of(know("instances.pending", facts)));
    }

    private static Advice ofEnding(Ending ending, ZoneId zone) {
        var answer =
                ending.lastProblem()
                        .map(Explanation::of)
                        .map(why -> UserMessage.of("instances.asked.answer", why))
                        .orElseGet(() -> UserMessage.of("instances.asked.wait"));
        return new Advice(
                UserMessage.of("instances.asked.title"),
                List.of(
                        UserMessage.of(
                                "instances.asked", ending.asked(), clock(ending.since(), zone)),
                        answer,
                        UserMessage.of("instances.asked.hint")));
    }

    private static Optional<Advice> ofState(MachineFacts facts, FleetInstance machine) {
        return switch (machine.instance().status().kind()) {
            case UNHEALTHY -> Optional.of(know("instances.unhealthy", facts));
            case ACTIVE, BOOTING, TERMINATING, TERMINATED, PREEMPTED, UNKNOWN -> Optional.empty();
        };
    }

    private static Advice know(String key, MachineFacts facts) {
        return new Advice(
                UserMessage.of("instances.state"),
                List.of(UserMessage.of(key, facts.name(), facts.type().pricePerHour())));
    }

    private static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }
}
