package gpudeck.viewmodel.job;

import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.FleetInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a job ended, in sentences that name the money.
final class JobEnding {

    private JobEnding() {}

    /// @param machine that the job kept, while it runs on
    static UserMessage of(
            RunState run, RunOutcome outcome, Optional<FleetInstance> machine, Instant now) {
        var words = of(run, outcome, now);
        if (!run.isInstanceKept()) {
            return words;
        }
        return machine.isPresent()
                ? UserMessage.of("job.ended.kept", words, run.pricePerHour())
                : UserMessage.of("job.ended.kept.over", words);
    }

    private static UserMessage of(RunState run, RunOutcome outcome, Instant now) {
        var time = new TimeSpan(Duration.between(run.startedAt(), run.endedAt().orElse(now)));
        var money = run.costSoFar(now);
        int files = run.resultFiles();
        return switch (outcome) {
            case RunOutcome.Succeeded _ ->
                    UserMessage.of("job.ended.succeeded", files, money, time);
            case RunOutcome.Failed(_, var why) ->
                    UserMessage.of("job.ended.failed", Explanation.of(why), files, money, time);
            case RunOutcome.Cancelled _ ->
                    UserMessage.of("job.ended.cancelled", files, money, time);
            case RunOutcome.NotLaunched(var why) ->
                    UserMessage.of("job.ended.notLaunched", Explanation.of(why));
            case RunOutcome.LeftRunning _ -> UserMessage.of("job.ended.left", money);
            case RunOutcome.Interrupted _ -> UserMessage.of("job.ended.interrupted", money);
        };
    }
}
