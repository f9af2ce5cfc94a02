package gpudeck.ssh;

import gpudeck.domain.SshException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One authenticated connection. Calls block and may be interrupted; interrupting a command ends it
/// on both sides.
public interface SshConnection extends AutoCloseable {

    String hostKeyFingerprint();

    /// Runs `command` by the login shell, without a terminal.
    ///
    /// @throws IOException when the sink could not take the output; the command is ended
    ExitStatus run(String command, OutputSink sink)
            throws SshException, IOException, InterruptedException;

    /// Runs `command` by the login shell, without a terminal, and talks with it on a thread of its
    /// own. An interrupt of the caller abandons the command, which ends the conversation's streams.
    ///
    /// @throws SshException what the conversation threw; a [BrokenConnectionException] becomes one
    /// @throws IOException what the conversation threw, or what is inside a [LocalFileException]
    <T extends @Nullable Object> T converse(String command, Conversation<T> conversation)
            throws SshException, IOException, InterruptedException;

    /// What is said and heard while a command runs.
    @FunctionalInterface
    interface Conversation<T extends @Nullable Object> {
        T with(RunningCommand command) throws Exception;
    }

    /// How long the machine took for the first thing that it was asked.
    Duration firstAnswer();

    /// Asks the machine for an answer and says how long that took.
    Duration roundTrip() throws SshException, InterruptedException;

    /// False at the latest once a call said that the connection is lost. One that broke while
    /// nothing ran may seem open until the next call, or a missed keep-alive, tells.
    boolean isOpen();

    @Override
    void close();
}
