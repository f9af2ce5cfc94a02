package gpudeck.testing;

import gpudeck.domain.Step;
import gpudeck.domain.job.GpuUse;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.job.JobService.PastRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the journal holds of a run of an hour.
public final class PastRuns {

    private static final GpuUse GPU_USE = new GpuUse(86.6, Duration.ofMinutes(50), Duration.ZERO);

    private static final Progress LAST = Progress.last(OptionalDouble.of(1.842));

    private PastRuns() {}

    /// One that was left running, on a machine that lives.
    public static PastRun left(int number) {
        var left = of(number, Optional.of(new RunOutcome.LeftRunning(Step.SCRIPTS)));
        return new PastRun(left.state(), left.folder(), true);
    }

    /// @param outcome empty for one that is under way
    public static PastRun of(int number, Optional<RunOutcome> outcome) {
        var start = Samples.MORNING;
        return new PastRun(
                new RunState(
                        Samples.run(number),
                        Samples.job(Path.of("project"), Path.of("runs")),
                        Map.of(),
                        start,
                        Optional.of(Samples.A10),
                        Optional.of(Samples.TEXAS.name()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(start),
                        outcome.map(_ -> start.plus(Duration.ofHours(1))),
                        List.of(),
                        3,
                        Optional.empty(),
                        outcome.map(_ -> GPU_USE),
                        outcome.isPresent() ? LAST : Progress.NONE,
                        outcome),
                Path.of("runs"),
                false);
    }
}
