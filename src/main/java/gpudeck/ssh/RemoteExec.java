package gpudeck.ssh;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;

/// One command on a channel of its own, without a terminal.
final class RemoteExec implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LAST_WORDS = 2_000;
    private static final int CLOSE_SECONDS = 10;
    private static final int LEAVE_SECONDS = 2;
    private static final List<String> PROGRAMS = List.of("sha256sum", "tar", "tail", "find");

    private final SSHClient client;
    private final String command;
    private volatile Session.@Nullable Command channel;

    RemoteExec(SSHClient client, String command) {
        this.client = client;
        this.command = command;
    }

    Session.Command start() throws SSHException {
        var started = client.startSession().exec(command);
        channel = started;
        return started;
    }

    /// Hands everything to the sink, one stream at a time, in the order of arrival.
    ExitStatus run(OutputSink sink) throws Exception {
        var running = start();
        running.getOutputStream().close();
        var oneAtATime = new ReentrantLock();
        var errors =
                inBackground(() ->
                        pump(running.getErrorStream(), OutputSink.Stream.ERR, sink, oneAtATime));
        pump(running.getInputStream(), OutputSink.Stream.OUT, sink, oneAtATime);
        await(errors);
        return exitStatus(running);
    }

    /// The end of what the command writes to stderr, gathered while it runs.
    CompletableFuture<String> lastWords(Session.Command running) {
        return inBackground(() -> {
            var words = new StringBuilder();
            pump(
                    running.getErrorStream(),
                    OutputSink.Stream.ERR,
                    (_, buffer, offset, length) -> {
                        words.append(new String(buffer, offset, length, StandardCharsets.UTF_8));
                        words.delete(0, Math.max(0, words.length() - LAST_WORDS));
                    },
                    new ReentrantLock());
            return words.toString().strip();
        });
    }

    /// @throws SshException unless the command ended with one of `accepted`
    void expect(Session.Command running, CompletableFuture<String> lastWords, int... accepted)
            throws Exception {
        var words = await(lastWords);
        var status = exitStatus(running);
        for (int good : accepted) {
            if (status instanceof ExitStatus.Exited(int exit) && exit == good) {
                return;
            }
        }
        int exit = status instanceof ExitStatus.Exited(int code) ? code : -1;
        throw new SshException(new SshError.CommandFailed(name(), exit, words));
    }

    /// Without a word about how the command ended, the connection broke.
    ExitStatus exitStatus(Session.Command running) throws SSHException {
        running.join(CLOSE_SECONDS, TimeUnit.SECONDS);
        var signal = running.getExitSignal();
        var status = running.getExitStatus();
        if (signal != null) {
            return new ExitStatus.Signalled(signal.name());
        }
        if (status == null) {
            throw new ConnectionException("the connection broke before the command ended");
        }
        return new ExitStatus.Exited(status);
    }

    /// Reads what the command writes. An end that comes too early is a connection that broke, or
    /// else the command's fault: never a local file's.
    <T> T reading(Session.Command running, Reading<T> reading) throws Exception {
        try {
            return reading.read();
        } catch (SSHException e) {
            throw e;
        } catch (IOException e) {
            int exit = exitStatus(running) instanceof ExitStatus.Exited(int code) ? code : -1;
            throw new SshException(
                    new SshError.CommandFailed(name(), exit, String.valueOf(e.getMessage())), e);
        }
    }

    @FunctionalInterface
    interface Reading<T> {
        T read() throws Exception;
    }

    /// Ends the command on both sides, without waiting for the other one to agree. Only the word
    /// itself gets a moment to leave: the connection may be closed next.
    void abandon() {
        var running = channel;
        channel = null;
        if (running == null) {
            return;
        }
        var left = new CountDownLatch(1);
        Thread.ofVirtual()
                .name("ssh-abandon")
                .start(() -> {
                    try {
                        if (running.isOpen()) { // sshd cuts who speaks to a closed channel
                            running.signal(Signal.TERM);
                        }
                    } catch (SSHException connectionGone) {
                        SshjConnection.closeQuietly(client);
                    }
                    left.countDown();
                    SshjConnection.closeQuietly(running);
                });
        try {
            left.await(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        var running = channel;
        if (running != null) {
            SshjConnection.closeQuietly(running);
        }
    }

    static <T> CompletableFuture<T> inBackground(java.util.concurrent.Callable<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual()
                .name("ssh-stream")
                .start(() -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    static <T> T await(CompletableFuture<T> work) throws Exception {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// What was asked, for messages: the program, not its arguments.
    private String name() {
        return PROGRAMS.stream()
                .filter(program -> command.contains(program + " "))
                .findFirst()
                .orElseGet(() -> command.split("\\s", 2)[0]);
    }

    private static Void pump(
            InputStream in, OutputSink.Stream stream, OutputSink sink, ReentrantLock oneAtATime)
            throws Exception {
        var buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            oneAtATime.lock();
            try {
                sink.accept(stream, buffer, 0, read);
            } catch (IOException e) {
                throw new LocalFileException(e);
            } finally {
                oneAtATime.unlock();
            }
        }
        return nothing();
    }

    @SuppressWarnings("NullAway") // the only value of Void
    static Void nothing() {
        return null;
    }

    /// What is written here must be flushed before it is closed: sshj drops what does not fit into
    /// the remote window otherwise.
    static void finish(OutputStream out) throws IOException {
        out.flush();
        out.close();
    }
}
