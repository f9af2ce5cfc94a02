package gpudeck.ssh.project;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.BrokenConnectionException;
import gpudeck.ssh.Distance;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.RemoteName;
import gpudeck.ssh.RemoteProgram;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.StreamThread;
import gpudeck.ssh.TransferProgress;
import gpudeck.ssh.ZeroEnded;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Sends projects into one folder of a machine: of a project that was sent before, only what has
/// changed since, here or there. One command does all of it; `sync.py` is its other half.
public final class ProjectUpload {

    /// The only folder from which anything is deleted.
    private static final String MIRROR = "~/project";

    private static final RemoteProgram PROGRAM = RemoteProgram.named("sync.py");
    private static final int LIMIT_BYTES = 256 << 20;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final SshConnection connection;
    private final String remoteFolder;

    /// @param remoteFolder made if missing; a leading `~/` is the home folder
    public ProjectUpload(SshConnection connection, String remoteFolder) {
        this.connection = connection;
        this.remoteFolder = remoteFolder;
    }

    /// Sends of `files` what the machine has not: permissions, symlinks and empty folders are kept.
    /// What was sent before into `~/project`, is not in the project any more and was not touched
    /// there is deleted. Progress is of what is sent.
    ///
    /// @throws IOException when a local file could not be read
    public void send(ProjectFiles files, TransferProgress progress)
            throws SshException, IOException, InterruptedException {
        send(() -> files, progress);
    }

    /// The same, with a walk that goes on while the machine looks at what it has.
    ///
    /// @return what the walk found
    public ProjectFiles send(Callable<ProjectFiles> walk, TransferProgress progress)
            throws SshException, IOException, InterruptedException {
        var isFar = StreamThread.start(() -> Distance.isFar(connection));
        return connection.converse(command(), running -> through(running, isFar, walk, progress));
    }

    /// Without a Python there, all is sent each time.
    private String command() {
        var folder = RemoteShell.quoteFolder(remoteFolder);
        return "if command -v python3 >/dev/null; then "
                + PROGRAM.command(folder)
                + "; fi; "
                + PROGRAM.skip()
                + "; mkdir -p "
                + folder
                + " && cd "
                + folder
                + " && printf '\\0plain\\0' && exec tar -x -p -f - --no-same-owner";
    }

    private ProjectFiles through(
            RunningCommand running,
            CompletableFuture<Boolean> isFar,
            Callable<ProjectFiles> walk,
            TransferProgress progress)
            throws Exception {
        var lastWords = running.lastWords();
        var _ = StreamThread.start(() -> sendProgram(running.stdin()));
        var walking = StreamThread.start(() -> walked(walk));
        // Looked at while the machine looks at what it has: as a rule it has nothing of it.
        var allGain =
                StreamThread.start(
                        () -> StreamThread.await(isFar) && gains(StreamThread.await(walking)));
        var said = new ZeroEnded(running.stdout(), LIMIT_BYTES);
        var last = heard(running, lastWords, () -> greeting(said));
        var files = awaited(running, walking);
        if (last.isEmpty()) {
            var tar = new ProjectTar(files.root(), files.entries(), progress);
            write(running, lastWords, tar::write);
            running.expect(lastWords, 0);
            return files;
        }
        var plan = UploadPlan.of(files, last.get(), remoteFolder.equals(MIRROR));
        if (plan.sent().isEmpty()) {
            progress.at(0, 0, 0, 0);
        }
        var tar = new ProjectTar(files.root(), plan.sent(), progress);
        boolean sendsAll = plan.sent().size() == files.entries().size();
        boolean compresses =
                last.get().hasZstd()
                        && StreamThread.await(isFar)
                        && (sendsAll
                                ? StreamThread.await(allGain)
                                : Compression.gains(files.root(), plan.sent()));
        write(
                running,
                lastWords,
                out -> {
                    out.write(plan.bytes(compresses));
                    if (compresses) {
                        try (var compressed = Compression.to(out)) {
                            tar.write(compressed);
                        }
                    } else if (!plan.sent().isEmpty()) {
                        tar.write(out);
                    }
                });
        var verdict = heard(running, lastWords, said::text);
        // A remote tar that ended well has seen the archive's end.
        running.expect(lastWords, 0);
        if (!verdict.equals("right")) {
            throw new SshException(new SshError.NotAsSent(RemoteName.readable(said.text())));
        }
        return files;
    }

    private static boolean gains(ProjectFiles all) throws LocalFileException {
        return Compression.gains(all.root(), all.entries());
    }

    /// Empty if there is no Python. What a login shell said comes before it.
    private static Optional<LastUpload> greeting(ZeroEnded said) throws IOException, SshException {
        said.text();
        return said.text().equals("plain") ? Optional.empty() : Optional.of(LastUpload.read(said));
    }

    /// An end that comes too early is the command's fault, which says why.
    private static <T> T heard(
            RunningCommand running, CompletableFuture<String> lastWords, Callable<T> reading)
            throws Exception {
        try {
            return reading.call();
        } catch (BrokenConnectionException e) {
            throw e;
        } catch (IOException e) {
            if (e instanceof EOFException) {
                running.expect(lastWords, 0);
            }
            running.abandon();
            throw new SshException(
                    new SshError.Garbled("the answer to an upload", String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static int sendProgram(OutputStream to) throws IOException {
        to.write(PROGRAM.source());
        to.flush();
        return 0;
    }

    private static ProjectFiles walked(Callable<ProjectFiles> walk) throws Exception {
        try {
            return walk.call();
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static ProjectFiles awaited(
            RunningCommand running, CompletableFuture<ProjectFiles> walk) throws Exception {
        try {
            return StreamThread.await(walk);
        } catch (LocalFileException e) {
            running.abandon();
            throw e;
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException, LocalFileException;
    }

    /// Writes beside the wait for the remote end: should that end early, the write would wait for
    /// room that never comes, and only the remote side can say why.
    private static void write(
            RunningCommand running, CompletableFuture<String> lastWords, Writing writing)
            throws Exception {
        var written = new CompletableFuture<@Nullable Void>();
        // An interrupt in the middle of a write would close a virtual thread's socket.
        var writer =
                Thread.ofPlatform()
                        .daemon()
                        .name("ssh-upload")
                        .start(() -> write(writing, running.stdin(), written));
        // While it waits for room, sshj keeps the thread out that reads all of the connection.
        var _ = lastWords.whenComplete((_, _) -> writer.interrupt());
        try {
            CompletableFuture.anyOf(written, lastWords).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Exception cause
                    && !(cause instanceof BrokenConnectionException)) {
                running.abandon();
                throw cause;
            }
        }
    }

    /// Closes only what was written whole: half an archive must not seem to have come to its end.
    private static void write(
            Writing writing, OutputStream stdin, CompletableFuture<@Nullable Void> written) {
        try {
            var out = new BufferedOutputStream(stdin, BUFFER_BYTES);
            writing.to(out);
            out.close();
            written.complete(null);
        } catch (Throwable e) {
            written.completeExceptionally(e);
        }
    }
}
