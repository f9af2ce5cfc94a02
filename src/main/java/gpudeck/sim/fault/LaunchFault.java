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

    /// Once it is active, answers call its status by this word.
    record UnknownStatus(String word) implements LaunchFault {}
}
