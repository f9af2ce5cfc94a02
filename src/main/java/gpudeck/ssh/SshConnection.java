package gpudeck.ssh;

import gpudeck.domain.SshException;
import java.io.IOException;
import java.nio.file.Path;
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

    /// Brings what matches `patterns` (relative to `remoteFolder`; a folder means all in it) into
    /// `localFolder`. Never writes outside it and never overwrites. `.venv` and `.git` never match.
    ///
    /// @return what was brought, relative to `localFolder`; empty if nothing matched
    /// @throws IOException when a local file could not be written; what came before it stays
    List<Path> download(
            String remoteFolder, List<String> patterns, Path localFolder, TransferProgress progress)
            throws SshException, IOException, InterruptedException;

    /// False at the latest once a call said that the connection is lost. One that broke while
    /// nothing ran may seem open until the next call, or a missed keep-alive, tells.
    boolean isOpen();

    @Override
    void close();
}
