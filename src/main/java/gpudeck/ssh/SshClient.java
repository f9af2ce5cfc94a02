package gpudeck.ssh;

import gpudeck.domain.HostKey;
import gpudeck.domain.SshException;
import java.time.Duration;

/// Opens connections to machines. The implementation is sshj; see `src/docs` for its settings.
public interface SshClient {

    /// Connects, checks the host key and authenticates. One attempt: waiting for a machine that is
    /// not ready yet is the caller's.
    SshConnection connect(SshTarget target, HostKeyTrust trust, Duration timeout)
            throws SshException, InterruptedException;

    /// The key that the machine shows, and proves to hold. Goes no further: the connection ends
    /// before anybody logs in.
    HostKey hostKey(String host, int port, Duration timeout)
            throws SshException, InterruptedException;

    /// Makes the first transfer as fast as the later ones. Takes about half a second of one
    /// processor.
    void warmUp();
}
