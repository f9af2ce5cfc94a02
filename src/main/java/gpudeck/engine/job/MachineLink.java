package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Readiness;
import gpudeck.ssh.SshConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The one connection of a job to its machine, made anew where it broke.
final class MachineLink implements AutoCloseable {

    /// A link that broke gets so long to come back.
    private static final Duration RECONNECT_LIMIT = Duration.ofMinutes(2);

    private final InstanceId id;
    private final Readiness readiness;
    private @Nullable SshConnection connection;

    MachineLink(InstanceId id, Readiness readiness) {
        this.id = id;
        this.readiness = readiness;
    }

    /// The first connection, to a machine that has just become active.
    SshConnection open() throws CloudException, SshException, JobException, InterruptedException {
        return connect(Readiness.SSH_LIMIT);
    }

    SshConnection get() throws CloudException, SshException, JobException, InterruptedException {
        var open = connection;
        return open != null && open.isOpen() ? open : connect(RECONNECT_LIMIT);
    }

    private SshConnection connect(Duration limit)
            throws CloudException, SshException, JobException, InterruptedException {
        close();
        var opened = readiness.awaitSsh(id, limit);
        connection = opened;
        return opened;
    }

    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
