package gpudeck.cli.run;

import gpudeck.domain.Problem;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.Discarded;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run that is over, as `--json` shows it.
///
/// @param outcome `succeeded`, `failed`, `cancelled`, `not_launched`, `interrupted`
/// @param failedStep in which it failed or was cancelled
/// @param instanceEnded whether the end of its instance is proved; true if none was bought
/// @param costCentsAtMost of all its machines
/// @param gpuUsePercent on average while its scripts ran, if that was told
/// @param lastLoss that its scripts wrote, if it is a number
/// @param folder with the results and what the scripts wrote
record RunReport(
        String run,
        String job,
        String outcome,
        Optional<String> failedStep,
        Optional<String> problem,
        Optional<String> type,
        Optional<String> region,
        Optional<String> instance,
        boolean instanceEnded,
        Instant started,
        Optional<Instant> launched,
        Optional<Instant> ended,
        long costCentsAtMost,
        Optional<Long> gpuUsePercent,
        Optional<Double> lastLoss,
        List<GivenBack> givenBack,
        int resultFiles,
        String folder) {

    /// A machine that another one came in the place of.
    record GivenBack(
            String instance,
            String type,
            String region,
            Instant launched,
            Instant ended,
            long costCentsAtMost) {

        static GivenBack of(Discarded machine) {
            return new GivenBack(
                    machine.instance().value(),
                    machine.type().name(),
                    machine.region(),
                    machine.launchedAt(),
                    machine.endedAt(),
                    machine.cost().value());
        }
    }

    static RunReport of(RunState state, Path folder, Optional<String> problem, Instant now) {
        var outcome = state.outcome().orElseGet(RunOutcome.Interrupted::new);
        return new RunReport(
                state.id().value(),
                state.spec().name(),
                word(outcome),
                step(outcome),
                problem,
                state.type().map(InstanceType::name),
                state.region(),
                state.instance().map(InstanceId::value),
                isInstanceEnded(state),
                state.startedAt(),
                state.launchedAt(),
                state.endedAt(),
                state.costSoFar(now).value(),
                state.gpuUse().map(use -> Math.round(use.mean())),
                state.progress().loss().stream().filter(Double::isFinite).boxed().findFirst(),
                state.discarded().stream().map(GivenBack::of).toList(),
                state.resultFiles(),
                folder.toString());
    }

    static boolean isInstanceEnded(RunState state) {
        return state.instance().isEmpty() || state.endedAt().isPresent();
    }

    static Optional<Problem> problem(RunState state) {
        return state.outcome()
                .flatMap(outcome ->
                        switch (outcome) {
                            case RunOutcome.Failed(_, Problem why) -> Optional.of(why);
                            case RunOutcome.NotLaunched(Problem why) -> Optional.of(why);
                            case RunOutcome.Succeeded _,
                                    RunOutcome.Cancelled _,
                                    RunOutcome.LeftRunning _,
                                    RunOutcome.Interrupted _ ->
                                    Optional.empty();
                        });
    }

    private static String word(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Succeeded _ -> "succeeded";
            case RunOutcome.Failed _ -> "failed";
            case RunOutcome.Cancelled _ -> "cancelled";
            case RunOutcome.NotLaunched _ -> "not_launched";
            case RunOutcome.LeftRunning _ -> "left_running";
            case RunOutcome.Interrupted _ -> "interrupted";
        };
    }

    private static Optional<String> step(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Failed failed -> Optional.of(failed.during().name());
            case RunOutcome.Cancelled cancelled -> Optional.of(cancelled.during().name());
            case RunOutcome.LeftRunning left -> Optional.of(left.during().name());
            case RunOutcome.Succeeded _, RunOutcome.NotLaunched _, RunOutcome.Interrupted _ ->
                    Optional.empty();
        };
    }
}
