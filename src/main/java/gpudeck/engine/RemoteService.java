package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.job.RunOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Single things done on a running instance: a command, an upload, a download, a shell of the
/// user's own.
public final class RemoteService {

    private final FleetService fleet;
    private final MachineAccess machines;
    private final Time time;

    public RemoteService(FleetService fleet, MachineAccess machines, Time time) {
        this.fleet = fleet;
        this.machines = machines;
        this.time = time;
    }

    /// Waits until the instance is active and its sshd lets us in, at most as long as a job would.
    public void awaitReachable(InstanceId id)
            throws CloudException, SshException, InterruptedException {
        throw new UnsupportedOperationException(
                String.valueOf(java.util.Objects.hash(id, fleet, machines, time)));
    }

    /// Runs a command and returns its exit status, 128 + the signal's number if a signal ended it.
    public int run(InstanceId id, String command, RunOutput output)
            throws CloudException, SshException, IOException, InterruptedException {
        throw new UnsupportedOperationException(id + command + output);
    }

    /// Uploads a file or folder into `remoteFolder`.
    public void upload(InstanceId id, Path local, String remoteFolder, Progress progress)
            throws CloudException, SshException, IOException, InterruptedException {
        throw new UnsupportedOperationException(id + remoteFolder + local + progress);
    }

    /// Downloads what matches into a new or empty folder.
    public List<Path> download(
            InstanceId id,
            String remoteFolder,
            List<String> patterns,
            Path local,
            Progress progress)
            throws CloudException, SshException, IOException, InterruptedException {
        throw new UnsupportedOperationException(id + remoteFolder + patterns + local + progress);
    }

    /// The command that opens a shell there with the system's own `ssh`; empty while the instance
    /// has no address.
    public Optional<List<String>> sshCommand(InstanceId id)
            throws CloudException, InterruptedException {
        throw new UnsupportedOperationException(id.toString());
    }

    @FunctionalInterface
    public interface Progress {
        void at(int files, int totalFiles, long bytes, long totalBytes);
    }
}
