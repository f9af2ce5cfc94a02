package gpudeck.ssh.run;

import gpudeck.domain.job.GpuReading;
import gpudeck.ssh.OutputSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Told what is in a run's log, in its order. Times are by the machine's clock.
public interface RunEvents {

    /// @param label as the plan has it, or whatever the machine says
    void started(int command, String label, Instant at) throws IOException;

    /// `buffer` is only valid during the call.
    void output(OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length)
            throws IOException;

    /// What the machine's GPUs do meanwhile, every few seconds. Not all want to know.
    default void gpus(List<GpuReading> readings, Instant at) {}

    /// @param status as a shell reports it: 128 + the number of the signal that ended the command
    void ended(int command, int status, Duration took) throws IOException;

    /// The machine had no room for so many bytes of output.
    void gap(long bytes, Instant at) throws IOException;
}
