package gpudeck.engine;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.job.RunOutput;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.TransferProgress;
import gpudeck.ssh.project.ProjectFiles;
import gpudeck.ssh.project.ProjectUpload;
import gpudeck.ssh.results.RemoteEntry.Kind;
import gpudeck.ssh.results.RemoteResults;
import gpudeck.ssh.results.VerifiedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Single things done on a running instance: a command, an upload, a download, a shell of the
/// user's own.
public final class RemoteService {

    /// A download that breaks, or comes wrong, is begun again so often.
    private static final int DOWNLOAD_TRIES = 3;

    private final MachineAccess machines;
    private final Readiness readiness;
    private final Time time;

    public RemoteService(FleetService fleet, MachineAccess machines, Time time) {
        this.machines = machines;
        this.time = time;
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
                                    output.bytes(
                                            streamOf(stream), time.now(), buffer, offset, length));
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
            new ProjectUpload(connection, remoteFolder).send(files, reportTo(progress));
        }
    }

    /// Downloads what matches into a folder, which is made if it is missing, and checks it against
    /// what the machine has. Overwrites nothing.
    public Download download(
            InstanceId id,
            String remoteFolder,
            List<String> patterns,
            Path local,
            Progress progress)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        Files.createDirectories(local);
        var here = VerifiedFolder.at(local);
        for (int attempt = 1; ; attempt++) {
            try (var connection = machines.connect(readiness.look(id))) {
                var results = new RemoteResults(connection, remoteFolder);
                var manifest = results.list(patterns);
                results.fetch(manifest, here, reportTo(progress));
                var missing = here.missing(manifest);
                if (missing.isEmpty() || attempt == DOWNLOAD_TRIES) {
                    return Download.of(here, missing);
                }
            } catch (SshException e) {
                if (!(e.error() instanceof SshError.ConnectionLost) || attempt == DOWNLOAD_TRIES) {
                    throw e;
                }
            }
        }
    }

    /// What a download came to.
    ///
    /// @param brought below the local folder, and right
    /// @param missing what is there and did not come as it is there
    /// @param leftOut what can never be brought: links that lead out, sockets, pipes
    public record Download(List<Path> brought, List<Unsaved> missing, List<Unsaved> leftOut) {

        public Download {
            brought = List.copyOf(brought);
            missing = List.copyOf(missing);
            leftOut = List.copyOf(leftOut);
        }

        private static Download of(VerifiedFolder here, List<VerifiedFolder.Unsaved> missing) {
            return new Download(
                    here.saved().stream()
                            .filter(s -> !(s.entry().kind() instanceof Kind.EmptyFolder))
                            .map(VerifiedFolder.Saved::path)
                            .toList(),
                    missing.stream().map(Unsaved::of).toList(),
                    here.leftOut().stream().map(Unsaved::of).toList());
        }

        public boolean isEmpty() {
            return brought.isEmpty() && missing.isEmpty() && leftOut.isEmpty();
        }
    }

    public record Unsaved(String name, String why) {
        private static Unsaved of(VerifiedFolder.Unsaved unsaved) {
            return new Unsaved(unsaved.name(), unsaved.why());
        }
    }

    private static TransferProgress reportTo(Progress progress) {
        return progress::at;
    }

    /// Looks at the host key that the machine shows.
    ///
    /// @throws SshException if it is not to be trusted
    public void checkHostKey(InstanceId id)
            throws CloudException, SshException, JobException, InterruptedException {
        machines.checkHostKey(readiness.look(id));
    }

    /// From here on the instance is known by the host key of that fingerprint, which the user
    /// confirmed.
    ///
    /// @throws SshException if it shows another one
    public void confirmHostKey(InstanceId id, String fingerprint)
            throws CloudException, SshException, JobException, InterruptedException {
        machines.confirmHostKey(readiness.look(id), fingerprint);
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
