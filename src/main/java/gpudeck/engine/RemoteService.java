package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.job.RunOutput;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.ProjectFiles;
import gpudeck.ssh.TransferProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Single things done on a running instance: a command, an upload, a download, a shell of the
/// user's own.
public final class RemoteService {

    private final MachineAccess machines;
    private final Readiness readiness;

    public RemoteService(FleetService fleet, MachineAccess machines, Time time) {
        this.machines = machines;
        this.readiness = new Readiness(fleet, machines, time);
    }

    /// Waits until the cloud calls the instance active and tells its address, at most as long as a
    /// job would.
    public Instance awaitActive(InstanceId id)
            throws CloudException, JobException, InterruptedException {
        return readiness.awaitActive(id, JobSpec.Limits.DEFAULT.boot());
    }

    /// Waits until the instance is active and its sshd lets us in, at most as long as a job would.
    public void awaitReachable(InstanceId id)
            throws CloudException, SshException, JobException, InterruptedException {
        awaitActive(id);
        readiness.awaitSsh(id, Readiness.SSH_LIMIT).close();
    }

    /// Runs a command and returns its exit status, 128 + the signal's number if a signal ended it.
    public int run(InstanceId id, String command, RunOutput output)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        try (var connection = machines.connect(readiness.look(id))) {
            var ended =
                    connection.run(
                            command,
                            (stream, buffer, offset, length) ->
                                    output.bytes(streamOf(stream), buffer, offset, length));
            return switch (ended) {
                case ExitStatus.Exited(int status) -> status;
                case ExitStatus.Signalled(var signal) -> Signals.exitStatus(signal);
            };
        }
    }

    private static RunOutput.Stream streamOf(OutputSink.Stream stream) {
        return switch (stream) {
            case OUT -> RunOutput.Stream.OUT;
            case ERR -> RunOutput.Stream.ERR;
        };
    }

    /// Uploads a file or folder into `remoteFolder`. Of a folder, what its ignore rules leave out
    /// stays here.
    public void upload(InstanceId id, Path local, String remoteFolder, Progress progress)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        var files =
                Files.isDirectory(local)
                        ? ProjectFiles.scan(local, List.of())
                        : ProjectFiles.single(local);
        try (var connection = machines.connect(readiness.look(id))) {
            connection.upload(files, remoteFolder, reportTo(progress));
        }
    }

    /// Downloads what matches into a folder, which is made if it is missing. Overwrites nothing.
    ///
    /// @return what was brought, relative to `local`; empty if nothing matched
    public List<Path> download(
            InstanceId id,
            String remoteFolder,
            List<String> patterns,
            Path local,
            Progress progress)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        Files.createDirectories(local);
        try (var connection = machines.connect(readiness.look(id))) {
            return connection.download(remoteFolder, patterns, local, reportTo(progress));
        }
    }

    private static TransferProgress reportTo(Progress progress) {
        return progress::at;
    }

    /// The command that opens a shell there with the system's own `ssh`; empty while the instance
    /// has no address.
    public Optional<List<String>> sshCommand(InstanceId id)
            throws CloudException, SshException, JobException, InterruptedException {
        return machines.shellCommand(readiness.look(id));
    }

    @FunctionalInterface
    public interface Progress {
        void at(int files, int totalFiles, long bytes, long totalBytes);
    }
}
