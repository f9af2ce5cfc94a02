package gpudeck.ssh.run;

import java.time.Instant;

/// Told that the machine gave a sign of life, about every two seconds, from the following thread.
@FunctionalInterface
public interface RunSigns {

    RunSigns NONE = (_, _) -> {};

    /// @param machineTime by the machine's clock
    /// @param logBytes how long the log is there
    void at(Instant machineTime, long logBytes);
}
