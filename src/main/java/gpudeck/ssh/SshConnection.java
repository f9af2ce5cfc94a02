package gpudeck.ssh;

import gpudeck.domain.SshException;
import java.io.IOException;
import java.util.List;

/// One authenticated connection. Calls block and may be interrupted; interrupting a command or a
/// transfer ends it on both sides.
public interface SshConnection extends AutoCloseable {

    String hostKeyFingerprint();

    /// Runs `command` by the login shell, without a terminal.
    ///
    /// @throws IOException when the sink could not take the output; the command is ended
    ExitStatus run(String command, OutputSink sink)
            throws SshException, IOException, InterruptedException;

    /// Sends `files` into `remoteFolder` (made if missing; a leading `~/` is the home folder) as
    /// one tar stream: permissions, symlinks and empty folders are kept.
    ///
    /// @throws IOException when a local file could not be read
    void upload(ProjectFiles files, String remoteFolder, TransferProgress progress)
            throws SshException, IOException, InterruptedException;

    /// Lists what matches `patterns` (relative to `remoteFolder`; a folder means all in it), with
    /// the SHA-256 of each file. `.venv` and `.git` never match, and no link is followed.
    RemoteManifest inspect(String remoteFolder, List<String> patterns)
            throws SshException, IOException, InterruptedException;

    /// Brings what of `manifest` is not yet in `into`. What could not be brought, or came wrong, is
    /// no failure here: [VerifiedFolder#missing] has it.
    ///
    /// @throws IOException when a local file could not be written; what came before it stays
    void fetch(
            String remoteFolder,
            RemoteManifest manifest,
            VerifiedFolder into,
            TransferProgress progress)
            throws SshException, IOException, InterruptedException;

    /// False at the latest once a call said that the connection is lost. One that broke while
    /// nothing ran may seem open until the next call, or a missed keep-alive, tells.
    boolean isOpen();

    @Override
    void close();
}
