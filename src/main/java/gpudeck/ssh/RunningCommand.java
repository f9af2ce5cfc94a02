package gpudeck.ssh;

import gpudeck.domain.SshException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// A command that runs on the machine, on a channel of its own and without a terminal, seen from
/// within [SshConnection#converse]. Its streams are raw; where the connection breaks they throw a
/// [BrokenConnectionException]. A stream that nobody reads stops the command in the end.
public interface RunningCommand {

    /// Closing it sends what was written, and then that no more will come. Much is best written on
    /// a platform thread: an interrupt in the middle of a write closes a virtual thread's socket.
    OutputStream stdin();

    InputStream stdout();

    /// For whoever wants all of it; for its end there is [#lastWords].
    InputStream stderr();

    /// Reads stderr beside all else, from now on, and keeps its end. To be asked once, and before
    /// stdout is read.
    CompletableFuture<String> lastWords();

    /// Reads what the command writes. An end that comes too early is a connection that broke, or
    /// else the command's fault: never a local file's.
    ///
    /// @throws SshException where it is the command's fault
    <T> T reading(Callable<T> reading) throws Exception;

    /// Waits for the end of the command.
    ///
    /// @throws SshException unless it ended with one of `accepted`
    void expect(CompletableFuture<String> lastWords, int... accepted) throws Exception;

    /// Waits for the end of the command, for a while: whoever asks has read its streams.
    ///
    /// @throws BrokenConnectionException if no word came about how it ended
    ExitStatus exitStatus() throws BrokenConnectionException;

    /// Ends the command on both sides, without waiting for the other one to agree.
    void abandon();
}
