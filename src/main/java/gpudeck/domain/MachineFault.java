package gpudeck.domain;

import java.time.Duration;

/// What is wrong with a machine, as a look at it tells before anything is sent. Its words are the
/// machine's: they may be anything.
public sealed interface MachineFault {

    /// `nvidia-smi` is not there or fails, which mostly is the driver's fault.
    record NoDriver(String words) implements MachineFault {}

    record GpusMissing(int found, int promised) implements MachineFault {}

    /// @param found as `nvidia-smi` names it
    /// @param promised by the type
    record OtherGpu(int gpu, String found, String promised) implements MachineFault {}

    /// A GPU has less memory than its type promises.
    ///
    /// @param mebibytes that it has
    /// @param gigabytes that were promised
    record SmallerGpu(int gpu, int mebibytes, int gigabytes) implements MachineFault {}

    /// Somebody else uses a GPU's memory.
    ///
    /// @param process that holds it; blank if that is not told
    record GpuMemoryInUse(int gpu, int usedMebibytes, int ofMebibytes, String process)
            implements MachineFault {}

    /// Errors of a GPU's memory that could not be corrected.
    record EccErrors(int gpu, long count) implements MachineFault {}

    /// The kernel's log tells of an error of a GPU.
    ///
    /// @param device its PCI address
    /// @param code NVIDIA's number for it
    record Xid(String device, int code) implements MachineFault {}

    record OtherArchitecture(String found, String promised) implements MachineFault {}

    /// The lock file has neither a wheel for the machine nor a source to build one from.
    record NoWheel(String dependency, String architecture) implements MachineFault {}

    /// The lock file is for other machines only.
    record LockedForOthers(String architecture) implements MachineFault {}

    /// @param neededBytes twice the project
    record DiskShort(long freeBytes, long neededBytes) implements MachineFault {}

    /// @param by how much its clock is ahead of this computer's at least; behind if negative
    record ClockOff(Duration by) implements MachineFault {}

    /// What was asked of the machine got no answer in time.
    record NoAnswer(String command, Duration within) implements MachineFault {}
}
