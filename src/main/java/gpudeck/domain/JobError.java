package gpudeck.domain;

import java.time.Duration;
import java.util.List;

/// Why a job could not be done.
public sealed interface JobError extends Problem {

    record ProjectMissing(String folder) implements JobError {}

    /// Nothing to send: the folder has no files, or all of them are ignored.
    record ProjectEmpty(String folder) implements JobError {}

    record ScriptMissing(String script, String folder) implements JobError {}

    record NoScripts() implements JobError {}

    record NoUsableKey(String keyName) implements JobError {}

    record UnknownType(String type) implements JobError {}

    /// Every place that the job may use is sold out. Nothing was bought.
    record NoCapacity(List<String> types, String region) implements JobError {
        public NoCapacity {
            types = List.copyOf(types);
        }
    }

    /// The launch was sent and no machine showed up while looking for it.
    record LaunchUnconfirmed(String why) implements JobError {}

    /// The instance ended, or was taken away, before the job was done.
    record InstanceGone(String status) implements JobError {}

    record Unhealthy() implements JobError {}

    record TimedOut(Step step, Duration after) implements JobError {}

    /// The machine is not what was bought, or does not fit the project. Nothing was sent to it.
    ///
    /// @param faults at least one
    /// @param soFar what the job has cost by then, at most
    record GpuCheckFailed(List<MachineFault> faults, Cents soFar) implements JobError {
        public GpuCheckFailed {
            faults = List.copyOf(faults);
        }
    }

    /// The project is set up, and its PyTorch cannot use the machine's GPU.
    record TorchSeesNoGpu() implements JobError {}

    record SetUpFailed(String command, int exitStatus) implements JobError {}

    record ScriptFailed(String script, int exitStatus) implements JobError {}

    /// @param signal as SSH names it, without `SIG`: `KILL`, `TERM`
    record ScriptKilled(String script, String signal) implements JobError {}

    /// What supervised the scripts on the machine was killed: how they ended is not known.
    record RunLost() implements JobError {}

    /// The machine was booted while the scripts ran: they are gone.
    record MachineRebooted() implements JobError {}

    /// The scripts were not started, and the hidden values that they need are not kept.
    record NotStarted() implements JobError {}

    /// Another program drives the run, or it is over.
    record NotAttachable(String run) implements JobError {}

    /// A job cannot run on that instance.
    record NotUsable(String instance, Unusable why) implements JobError {}

    enum Unusable {
        /// It is over, or nothing of that name or id runs.
        GONE,
        /// It was not started by GPU Deck on this computer.
        NOT_OURS,
        /// It is being ended.
        ENDING,
        /// Another GPU Deck answers for it.
        HELD_ELSEWHERE
    }

    /// Another run is on that instance, or was left running there.
    record Occupied(String instance, String run) implements JobError {}

    /// None of the result paths matched anything; the scripts themselves may have gone well.
    record NoResults(List<String> patterns) implements JobError {
        public NoResults {
            patterns = List.copyOf(patterns);
        }
    }

    /// Some results did not come, or came wrong. What came is in `folder`.
    ///
    /// @param missing how many files, and of how many
    /// @param names of the first of them
    /// @param why the last attempt went wrong
    record ResultsIncomplete(int missing, int of, List<String> names, String folder, Problem why)
            implements JobError {
        public ResultsIncomplete {
            names = List.copyOf(names);
        }
    }

    /// The machine has it and it did not come as it is there.
    record ResultUnverified(String name, String why) implements JobError {}

    record LocalDiskFull(String folder, long freeBytes) implements JobError {}

    /// A file on this computer could not be read or written.
    record LocalFile(String path, String why) implements JobError {}

    record LimitReached(Limit limit) implements JobError {}

    /// The cloud has not proved that the instance is over. It may still cost money.
    record TerminateUnconfirmed(String instance) implements JobError {}

    /// A bug: the details are in the log.
    record Internal(String what) implements JobError {}

    enum Limit {
        LEASE,
        MONEY
    }
}
