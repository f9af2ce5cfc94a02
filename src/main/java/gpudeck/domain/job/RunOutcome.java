package gpudeck.domain.job;

import gpudeck.domain.Problem;
import gpudeck.domain.Step;

/// How a run ended. Whether its instance is over too is the fleet's to say.
public sealed interface RunOutcome {

    record Succeeded() implements RunOutcome {}

    record Failed(Step during, Problem why) implements RunOutcome {}

    record Cancelled(Step during) implements RunOutcome {}

    /// Refused before anything was bought.
    record NotLaunched(Problem why) implements RunOutcome {}

    /// Left to itself on its machine, which its lease ends. It can be taken up again.
    record LeftRunning(Step during) implements RunOutcome {}

    /// The program ended while it ran, without a word.
    record Interrupted() implements RunOutcome {}
}
