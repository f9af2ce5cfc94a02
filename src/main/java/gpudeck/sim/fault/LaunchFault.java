package gpudeck.sim.fault;

import java.time.Duration;

/// What goes wrong with one instance, from its launch on.
public sealed interface LaunchFault {

    /// Its health checks fail: it becomes `unhealthy` instead of `active`.
    record Unhealthy() implements LaunchFault {}

    /// It stays `booting`.
    record NeverActive() implements LaunchFault {}

    /// Its SSH server comes up this much later than the others'.
    record SshLate(Duration by) implements LaunchFault {}

    /// Its SSH server never comes up.
    record SshNever() implements LaunchFault {}

    /// It cannot be terminated while it boots.
    record NotTerminableWhileBooting() implements LaunchFault {}

    /// After a terminate that was accepted, this many answers still call it `active`.
    record KeepsSayingActive(int answers) implements LaunchFault {}
}
