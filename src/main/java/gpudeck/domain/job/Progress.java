package gpudeck.domain.job;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// How far a script says it is, as far as its output was understood. It is only text: a script may
/// write anything.
///
/// @param label what its bar is about, as the script calls it; empty without a name
/// @param epoch the one under way, of how many
/// @param steps done, of how many
/// @param perSecond steps
/// @param left until the steps are done; without any, until the epochs are
/// @param loss the newest, of training; not a number once it diverged
public record Progress(
        String label,
        Optional<Count> epoch,
        Optional<Count> steps,
        OptionalDouble perSecond,
        Optional<Duration> left,
        OptionalDouble loss) {

    public static final Progress NONE =
            new Progress(
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty());

    /// What would take longer is no forecast.
    private static final Duration LONGEST = Duration.ofDays(365);

    /// @param done not more than `of`
    /// @param of at least 1
    public record Count(long done, long of) {

        public double share() {
            return (double) done / of;
        }
    }

    /// Of scripts that are over.
    public static Progress last(OptionalDouble loss) {
        return new Progress(
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                loss);
    }

    /// A time that may be left; empty if it makes no sense.
    public static Optional<Duration> left(double seconds) {
        return seconds >= 0 && seconds <= LONGEST.toSeconds()
                ? Optional.of(Duration.ofMillis((long) (seconds * 1000)))
                : Optional.empty();
    }

    /// Until the last epoch is over, if all are like this one; empty without epochs.
    public Optional<Duration> allLeft() {
        return epoch.flatMap(now -> left.flatMap(soon -> further(now).map(soon::plus)));
    }

    /// What the epochs after this one take.
    private Optional<Duration> further(Count now) {
        long more = now.of() - now.done();
        if (more == 0 || steps.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        double steps = (double) more * this.steps.get().of();
        return perSecond.isPresent() ? left(steps / perSecond.getAsDouble()) : Optional.empty();
    }

    /// How much of all epochs is done, 0 to 1; of the steps, where there are no epochs.
    public OptionalDouble share() {
        var within = steps.map(Count::share);
        var all =
                epoch.map(now -> (Math.max(0, now.done() - 1) + within.orElse(0.0)) / now.of())
                        .or(() -> within);
        return all.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /// Whether the loss is no number any more: what is computed from here on is worth nothing.
    public boolean isDiverged() {
        return loss.isPresent() && !Double.isFinite(loss.getAsDouble());
    }
}
