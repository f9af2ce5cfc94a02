package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.Instance;
import gpudeck.engine.keys.KeyService;
import gpudeck.ssh.SshClient;
import gpudeck.ssh.SshConnection;
import gpudeck.store.journal.HostKeyJournal;

/// Opens connections to instances: at which port, as whom, with which key, and only to a machine
/// that shows the host key pinned for it.
public final class MachineAccess {

    private final SshClient ssh;
    private final KeyService keys;
    private final HostKeyJournal pins;
    private final String user;
    private final int port;
    private final Time time;

    /// @param user to log in as; Lambda's images have `ubuntu`
    /// @param port of the instances' sshd
    public MachineAccess(
            SshClient ssh, KeyService keys, HostKeyJournal pins, String user, int port, Time time) {
        this.ssh = ssh;
        this.keys = keys;
        this.pins = pins;
        this.user = user;
        this.port = port;
        this.time = time;
    }

    /// One attempt.
    public SshConnection connect(Instance instance)
            throws CloudException, SshException, JobException, InterruptedException {
        throw new UnsupportedOperationException(
                String.valueOf(
                        java.util.Objects.hash(instance, ssh, keys, pins, user, port, time)));
    }
}
