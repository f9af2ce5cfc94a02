package gpudeck.ssh;

import gpudeck.domain.HostKey;
import gpudeck.domain.SshError;
import java.util.Optional;

/// Decides about the key that a machine shows, and has proved to hold, before anything is sent to
/// it.
@FunctionalInterface
public interface HostKeyTrust {

    /// Why nothing is to be sent to the machine; empty if its key is trusted.
    Optional<SshError> objection(String host, HostKey shown);
}
