package gpudeck.ssh.project;

import gpudeck.domain.SshException;
import gpudeck.ssh.BrokenConnectionException;
import gpudeck.ssh.RemoteShell;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.TransferProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Sends projects into one folder of a machine.
public final class ProjectUpload {

    private final SshConnection connection;
    private final String remoteFolder;

    /// @param remoteFolder made if missing; a leading `~/` is the home folder
    public ProjectUpload(SshConnection connection, String remoteFolder) {
        this.connection = connection;
        this.remoteFolder = remoteFolder;
    }

    /// Sends `files` as one tar stream into one remote `tar`: permissions, symlinks and empty
    /// folders are kept.
    ///
    /// @throws IOException when a local file could not be read
    public void send(ProjectFiles files, TransferProgress progress)
            throws SshException, IOException, InterruptedException {
        var tar = new ProjectTar(files, progress);
        connection.converse(command(), running -> through(running, tar));
    }

    private String command() {
        var folder = RemoteShell.quoteFolder(remoteFolder);
        return "mkdir -p " + folder + " && cd " + folder + " && tar -x -p -f -";
    }

    /// Writes beside the wait for the remote end: should that end early, the write would wait for
    /// room that never comes, and only the remote side can say why.
    private static @Nullable Void through(RunningCommand running, ProjectTar tar) throws Exception {
        var lastWords = running.lastWords();
        var writing = new CompletableFuture<ProjectTar>();
        // An interrupt in the middle of a write would close a virtual thread's socket.
        var writer =
                Thread.ofPlatform()
                        .daemon()
                        .name("ssh-upload")
                        .start(() -> write(tar, running.stdin(), writing));
        // While it waits for room, sshj keeps the thread out that reads all of the connection.
        var _ = lastWords.whenComplete((_, _) -> writer.interrupt());
        try {
            CompletableFuture.anyOf(writing, lastWords).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Exception cause
                    && !(cause instanceof BrokenConnectionException)) {
                running.abandon();
                throw cause;
            }
        }
        // A remote tar that ended well has seen the archive's end.
        running.expect(lastWords, 0);
        return null;
    }

    /// Closes only what was written whole: half an archive must not seem to have come to its end.
    private static void write(
            ProjectTar tar, OutputStream stdin, CompletableFuture<ProjectTar> writing) {
        try {
            tar.write(stdin);
            stdin.close();
            writing.complete(tar);
        } catch (Throwable e) {
            writing.completeExceptionally(e);
        }
    }
}
