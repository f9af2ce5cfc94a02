package gpudeck.sim.fault;

import java.time.Duration;

/// What goes wrong with one instance, from its launch on. Times are divided by the simulator's
/// speed.
public sealed interface LaunchFault {

    /// Its health checks fail: it becomes `unhealthy` instead of `active`.
    record Unhealthy() implements LaunchFault {}

    /// It stays `booting`.
    record NeverActive() implements LaunchFault {}

    /// Its SSH server comes up this much later than the others'.
    record SshLate(Duration by) implements LaunchFault {}

    /// Its SSH server never comes up.
    record SshNever() implements LaunchFault {}

    /// It does nothing with its user data: its host key stays the image's.
    record IgnoresUserData() implements LaunchFault {}

    /// It cannot be terminated while it boots.
    record NotTerminableWhileBooting() implements LaunchFault {}

    /// After a terminate that was accepted, this many answers still call it `active`.
    record KeepsSayingActive(int answers) implements LaunchFault {}

    /// A terminate is accepted, but begins only after this time: until then it runs and costs.
    record StaysActive(Duration time) implements LaunchFault {}

    /// For this time after its launch neither the list nor its id shows it; it runs and costs.
    record InvisibleFor(Duration time) implements LaunchFault {}

    /// Something is wrong with the machine itself, which only who looks at it can tell.
    sealed interface Defect extends LaunchFault {}

    /// So many of the GPUs that the type promises are not there.
    record MissingGpus(int count) implements Defect {}

    /// The NVIDIA driver is not loaded: `nvidia-smi` fails.
    record NoDriver() implements Defect {}

    /// Another process holds so much of a GPU's memory.
    ///
    /// @param gpu its index, from 0
    record GpuMemoryInUse(int gpu, int mebibytes) implements Defect {}

    /// A GPU's memory had so many errors that could not be corrected.
    ///
    /// @param gpu its index, from 0
    record EccErrors(int gpu, int count) implements Defect {}

    /// The kernel's log tells of an error of a GPU, by NVIDIA's number for it; 79 is a GPU that
    /// fell off the bus.
    ///
    /// @param gpu its index, from 0
    record Xid(int gpu, int code) implements Defect {}

    /// The machine is of another architecture than its type.
    ///
    /// @param name as `uname -m` tells it, for example `aarch64`
    record WrongArchitecture(String name) implements Defect {}

    /// The disk of the home folder has no more room than this, as `df` tells; it can be written to
    /// all the same.
    record FullDisk(long freeBytes) implements Defect {}

    /// The machine's clock is ahead by this, as `date +%s` tells; behind if negative. Not divided
    /// by the simulator's speed.
    record ClockSkew(Duration by) implements Defect {}

    /// Once it is active, answers call its status by this word.
    record UnknownStatus(String word) implements LaunchFault {}
}
