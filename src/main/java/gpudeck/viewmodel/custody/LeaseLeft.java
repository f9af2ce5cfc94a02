package gpudeck.viewmodel.custody;

import gpudeck.domain.JobError;
import gpudeck.domain.Lease;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is left of a machine's lease, as it is shown. It changes only when that does.
///
/// @param share of the whole, in steps that a bar can show; empty where there is nothing to measure
/// @param byMoney it ends when its budget is used up
public record LeaseLeft(Optional<Double> share, UserMessage words, Tone tone, boolean byMoney) {

    public static final LeaseLeft NOTHING =
            new LeaseLeft(Optional.empty(), UserMessage.of("lease.nothing"), Tone.MUTED, false);

    private static final Duration SOON = Duration.ofMinutes(30);
    private static final Duration AT_ONCE = Duration.ofMinutes(5);
    private static final double LITTLE = 0.2;

    /// As many as the bar is wide.
    private static final double STEPS = 64;

    public static LeaseLeft of(FleetInstance machine, Instant now) {
        if (!machine.isMine() || !machine.isBilled()) {
            return NOTHING;
        }
        if (machine.ending().isPresent()) {
            return words("lease.ending", Tone.MUTED);
        }
        return machine.lease()
                .map(lease -> of(lease, machine.since(), now))
                .orElseGet(() -> words("lease.none", Tone.DANGER));
    }

    private static LeaseLeft words(String key, Tone tone) {
        return new LeaseLeft(Optional.empty(), UserMessage.of(key), tone, false);
    }

    /// @param since when it began
    public static LeaseLeft of(Lease.End lease, Instant since, Instant now) {
        var left = lease.left(now);
        double whole = Math.max(1, Duration.between(since, lease.at()).toMillis());
        double share = left.toMillis() / whole;
        return new LeaseLeft(
                Optional.of(Math.ceil(Math.min(1, share) * STEPS) / STEPS),
                UserMessage.of("lease.left", inWords(left)),
                tone(left, share),
                lease.limit() == JobError.Limit.MONEY);
    }

    /// Rounded up to whole minutes, but for the last one: a new lease of 12 h says so.
    public static TimeSpan inWords(Duration left) {
        return new TimeSpan(
                left.compareTo(Duration.ofMinutes(1)) < 0
                        ? left
                        : Duration.ofMinutes(Math.ceilDiv(left.toMillis(), 60_000L)));
    }

    private static Tone tone(Duration left, double share) {
        if (left.compareTo(AT_ONCE) < 0) {
            return Tone.DANGER;
        }
        return left.compareTo(SOON) < 0 || share < LITTLE ? Tone.WARNING : Tone.ACCENT;
    }
}
