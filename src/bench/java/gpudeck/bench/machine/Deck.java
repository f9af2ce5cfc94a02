package gpudeck.bench.machine;

import gpudeck.domain.HostKey;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.HostKeyTrust;
import gpudeck.ssh.Identity;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.SshTarget;
import gpudeck.ssh.TransferProgress;
import gpudeck.ssh.project.ProjectFiles;
import gpudeck.ssh.project.ProjectUpload;
import gpudeck.ssh.project.UploadWarmUp;
import gpudeck.ssh.results.RemoteResults;
import gpudeck.ssh.results.VerifiedFolder;
import gpudeck.ssh.sshj.SshjClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// GPU Deck's own way to a machine, by the calls that a job makes.
public final class Deck {

    /// Where a job's project goes.
    public static final String PROJECT = "~/project";

    private static final Duration SOON = Duration.ofSeconds(30);

    private final SshjClient client = new SshjClient();
    private final SshTarget target;
    private final HostKeyTrust trust;

    private Deck(SshTarget target, HostKeyTrust trust) {
        this.target = target;
        this.trust = trust;
    }

    static Deck to(int port, String user, Path privateKey, String publicKey, String hostKey) {
        var identity = new Identity.KeyFile(privateKey, publicKey, Optional.empty());
        var known = HostKey.ofLine(hostKey);
        return new Deck(
                new SshTarget("127.0.0.1", port, user, identity),
                (host, shown) ->
                        shown.equals(known)
                                ? Optional.empty()
                                : Optional.of(
                                        new SshError.HostKeyChanged(
                                                host, known.fingerprint(), shown.fingerprint())));
    }

    /// What goes on in the background while a machine boots.
    public Deck warmUp() throws IOException {
        client.warmUp();
        UploadWarmUp.run();
        return this;
    }

    /// What a job does before it has a machine.
    static int look(Path project) throws IOException, InterruptedException {
        return ProjectFiles.scan(project, List.of()).fileCount();
    }

    public SshConnection connect() throws SshException, InterruptedException {
        return client.connect(target, trust, SOON);
    }

    /// Connects, sends a project to [#PROJECT], and is gone.
    public void send(Path project) throws Exception {
        try (var connection = connect()) {
            send(connection, project);
        }
    }

    /// What of a project is not there already.
    public static void send(SshConnection connection, Path project)
            throws SshException, IOException, InterruptedException {
        new ProjectUpload(connection, PROJECT)
                .send(() -> ProjectFiles.scan(project, List.of()), TransferProgress.NONE);
    }

    /// Connects, has all of a folder listed there, brings it, checks each file, and is gone.
    ///
    /// @param from `~/…`
    public void fetch(String from, Path into) throws Exception {
        try (var connection = connect()) {
            var remote = new RemoteResults(connection, from);
            var all = remote.list(List.of("."));
            var here = VerifiedFolder.ofRun(into, Set.of());
            remote.fetch(all, here, TransferProgress.NONE);
            if (!here.missing(all).isEmpty()) {
                throw new IOException("not all came: " + here.missing(all).getFirst());
            }
        }
    }
}
