package gpudeck.engine.job;

import gpudeck.domain.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// How far a run's script says it is, and the last loss that any of them told. Not for several
/// threads at a time.
final class ScriptProgress {

    /// Scripts say it more often than anybody looks.
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Progress now = Progress.NONE;
    private OptionalDouble lastLoss;
    private Instant saidAt = Instant.EPOCH;

    /// @param lastLoss of a run that is taken up
    ScriptProgress(OptionalDouble lastLoss) {
        this.lastLoss = lastLoss;
    }

    Progress now() {
        return now;
    }

    boolean isTooSoon(Instant at) {
        return saidAt.plus(BETWEEN).isAfter(at);
    }

    void is(Progress said, Instant at) {
        saidAt = at;
        now = said;
        if (said.loss().isPresent()) {
            lastLoss = said.loss();
        }
    }

    /// The next script begins anew.
    void scriptOver() {
        now = Progress.NONE;
    }

    /// Of what they said the last loss is kept.
    void runOver() {
        now = Progress.last(lastLoss);
    }

    /// What was said was of another machine.
    void forget() {
        now = Progress.NONE;
        lastLoss = OptionalDouble.empty();
    }
}
