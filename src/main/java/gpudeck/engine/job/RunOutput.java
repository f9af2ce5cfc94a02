package gpudeck.engine.job;

import gpudeck.domain.Step;
import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Takes what a run's commands write, as it comes, on the run's own thread; taking long slows the
/// command down. What is taken here is on disk already.
public interface RunOutput {

    enum Stream {
        OUT,
        ERR
    }

    /// @param step [Step#SET_UP] or [Step#SCRIPTS]
    /// @param command as a user would type it: `uv run python train.py --epochs 3`
    void commandStarted(Step step, String command, Instant at);

    /// `buffer` is only valid during the call.
    ///
    /// @param at when the command wrote it
    void bytes(Stream stream, Instant at, byte[] buffer, int offset, int length);

    /// What the machine's GPUs do meanwhile, every few seconds. Who only writes text has no use for
    /// it.
    ///
    /// @param at by the machine's clock
    default void gpus(List<GpuReading> readings, Instant at) {}

    /// How far the script is, when its output says something new of that.
    ///
    /// @param at when it wrote it
    default void progress(Progress now, Instant at) {}

    /// @param signal that ended it, without `SIG`; empty if it exited
    void commandEnded(int exitStatus, Optional<String> signal, Duration took);
}
