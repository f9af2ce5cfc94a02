package gpudeck.ssh.run;

import java.util.Map;

/// Why nothing can be added to a run's log any more.
public sealed interface RunEnd {

    /// Every command that was begun has ended.
    ///
    /// @param isStopped whether it was told to stop
    /// @param statuses by the command's number, as [RunEvents] has them; what was needless or not
    ///   begun has none
    record Ended(boolean isStopped, Map<Integer, Integer> statuses) implements RunEnd {
        public Ended {
            statuses = Map.copyOf(statuses);
        }
    }

    /// What supervised it on the machine was killed: how its commands ended is not known.
    record Lost() implements RunEnd {}

    /// The machine was booted since.
    record Rebooted() implements RunEnd {}

    /// Nobody has started it.
    record Absent() implements RunEnd {}
}
