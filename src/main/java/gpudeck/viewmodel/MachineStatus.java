package gpudeck.viewmodel;

import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceStatus.Kind;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.PendingLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The word and sign for how an instance is. What is not known counts as costing money.
public final class MachineStatus {

    /// From here on a boot is slower than usual.
    private static final Duration SLOW_BOOT = Duration.ofMinutes(15);

    private static final Duration UNUSUAL_BOOT = Duration.ofMinutes(30);

    private MachineStatus() {}

    /// @param idle for how long the job on it has not used a GPU, if that is long
    /// @param old the last good read was too long ago: it may have changed since
    public static Status of(
            FleetInstance machine, Optional<Duration> idle, Instant now, boolean old) {
        if (machine.endedAt().isPresent()) {
            return status(
                    Shape.RING,
                    Tone.MUTED,
                    machine.instance().status().kind() == Kind.PREEMPTED ? "preempted" : "ended");
        }
        if (machine.ending().isPresent()) {
            return of(machine.ending().get(), now);
        }
        var reported = reported(machine, idle, now);
        if (old) {
            return new Status(
                    Shape.HOLLOW_DIAMOND,
                    Tone.DANGER,
                    UserMessage.of("instances.status.was", reported.word()));
        }
        return machine.isMine() || !machine.isBilled()
                ? reported
                : new Status(Shape.DIAMOND, Tone.DANGER, reported.word());
    }

    /// Whether it costs money, and is not as it should be: the user has to look.
    public static boolean needsYou(FleetInstance machine, Instant now) {
        if (machine.ending().isPresent()) {
            return machine.ending().get().isAlarming(now);
        }
        return switch (machine.instance().status().kind()) {
            case UNHEALTHY, UNKNOWN -> machine.isBilled();
            case BOOTING -> isUnusualBoot(machine, now);
            case ACTIVE, TERMINATING, TERMINATED, PREEMPTED -> false;
        };
    }

    /// It takes much longer than it ever does.
    public static boolean isUnusualBoot(FleetInstance machine, Instant now) {
        return machine.instance().status().kind() == Kind.BOOTING && isUnusual(machine.age(now));
    }

    private static boolean isUnusual(Duration boot) {
        return boot.compareTo(UNUSUAL_BOOT) >= 0;
    }

    public static Status of(PendingLaunch launch) {
        return launch.inDoubt()
                ? status(Shape.HOLLOW_DIAMOND, Tone.DANGER, "inDoubt")
                : status(Shape.DOTTED_RING, Tone.MUTED, "launching");
    }

    private static Status of(Ending ending, Instant now) {
        var clock = new TimeSpan(Duration.between(ending.since(), now)).clock();
        return ending.isAlarming(now)
                ? status(Shape.DASHED_RING, Tone.DANGER, "notConfirmed")
                : status(Shape.DASHED_RING, Tone.WARNING, "ending", clock);
    }

    private static Status reported(FleetInstance machine, Optional<Duration> idle, Instant now) {
        var status = machine.instance().status();
        return switch (status.kind()) {
            case BOOTING -> booting(machine.age(now));
            case ACTIVE ->
                    idle.map(time ->
                                    status(
                                            Shape.RING_WITH_POINT,
                                            Tone.WARNING,
                                            "idle",
                                            new TimeSpan(time)))
                            .orElseGet(() -> status(Shape.DISC, Tone.SUCCESS, "running"));
            case UNHEALTHY -> status(Shape.TRIANGLE, Tone.DANGER, "unhealthy");
            // Asked for by somebody else: since when is not known.
            case TERMINATING -> status(Shape.DASHED_RING, Tone.WARNING, "terminating");
            case TERMINATED -> status(Shape.RING, Tone.MUTED, "ended");
            case PREEMPTED -> status(Shape.RING, Tone.MUTED, "preempted");
            case UNKNOWN -> status(Shape.HOLLOW_DIAMOND, Tone.DANGER, "unknown", status.word());
        };
    }

    private static Status booting(Duration age) {
        var clock = new TimeSpan(age).clock();
        if (isUnusual(age)) {
            return status(Shape.HALF_DISC, Tone.DANGER, "booting", clock);
        }
        return status(
                Shape.HALF_DISC,
                age.compareTo(SLOW_BOOT) >= 0 ? Tone.WARNING : Tone.ACCENT,
                "booting",
                clock);
    }

    private static Status status(Shape shape, Tone tone, String word, Object... args) {
        return new Status(shape, tone, UserMessage.of("instances.status." + word, args));
    }
}
