package gpudeck.viewmodel.instances;

import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.MachineStatus;
import gpudeck.viewmodel.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What to know of a machine, and do, now.
public record Advice(UserMessage title, List<UserMessage> sentences) {

    public Advice {
        sentences = List.copyOf(sentences);
    }

    /// Empty while all is as it should be.
    static Optional<Advice> of(MachineFacts facts, Ticker ticker) {
        if (facts.isEnded()) {
            return Optional.empty();
        }
        return facts.instance()
                .map(machine ->
                        machine.ending()
                                .map(ending -> ofEnding(ending, ticker.zone()))
                                .or(() -> ofState(facts, machine, ticker.now())))
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
                                "instances.asked",
                                ending.asked(),
                                Detail.clock(ending.since(), zone)),
                        answer,
                        UserMessage.of("instances.asked.hint")));
    }

    private static Optional<Advice> ofState(
            MachineFacts facts, FleetInstance machine, Instant now) {
        var status = machine.instance().status();
        return switch (status.kind()) {
            case UNHEALTHY -> Optional.of(know("instances.unhealthy", facts));
            case UNKNOWN -> Optional.of(know("instances.unknown", facts, status.word()));
            case BOOTING ->
                    MachineStatus.isUnusualBoot(machine, now)
                            ? Optional.of(
                                    know(
                                            "instances.slowBoot",
                                            facts,
                                            facts.age(),
                                            facts.soFar().toString()))
                            : Optional.empty();
            case ACTIVE -> facts.idle().map(idle -> ofIdle(facts, idle));
            case TERMINATING, TERMINATED, PREEMPTED -> Optional.empty();
        };
    }

    private static Advice ofIdle(MachineFacts facts, Duration idle) {
        var cost = facts.type().pricePerHour().perHourOver(idle);
        return know("instances.idle", facts, new TimeSpan(idle).toString(), cost.toString());
    }

    /// @param more beyond its name and its price
    private static Advice know(String key, MachineFacts facts, String... more) {
        var args = new Object[more.length + 2];
        args[0] = facts.name();
        args[1] = facts.type().pricePerHour();
        System.arraycopy(more, 0, args, 2, more.length);
        return new Advice(UserMessage.of("instances.state"), List.of(UserMessage.of(key, args)));
    }
}
