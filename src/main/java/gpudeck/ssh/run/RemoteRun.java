package gpudeck.ssh.run;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.StreamThread;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A run on its machine, where it goes on by itself: `run.py`, which is sent along each time, says
/// how.
///
/// @param name of its folder there
public record RemoteRun(String name) {

    private static final byte[] PROGRAM = program();
    private static final int BUFFER_BYTES = 256 * 1024;

    public RemoteRun {
        if (!name.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("not a run's name: " + name);
        }
    }

    /// Starts the run unless it was started, then takes what its log has beyond `log`, until no
    /// more can come.
    ///
    /// @param plan empty if it may not be started
    /// @throws BrokenLogException if the log makes no sense
    /// @throws IOException if it cannot be kept here
    public RunEnd follow(
            SshConnection connection, Optional<RunPlan> plan, RunLog log, RunSigns signs)
            throws SshException, IOException, InterruptedException {
        var start = plan.map(RunPlan::bytes).orElse(new byte[0]);
        var command = command("follow %s %d %d".formatted(name, log.size(), start.length));
        var copy = new Copy(log);
        try {
            return connection.converse(command, running -> follow(running, start, copy, signs));
        } finally {
            copy.end();
        }
    }

    private static RunEnd follow(RunningCommand running, byte[] start, Copy copy, RunSigns signs)
            throws Exception {
        var words = StreamThread.start(() -> new FollowerWords(signs).read(running.stderr()));
        // Where there is no Python nobody reads this; how the command ended says so.
        var _ = StreamThread.start(() -> send(running.stdin(), start));
        var in = running.stdout();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copy.take(buffer, read);
        }
        return end(running, StreamThread.await(words));
    }

    private static int send(OutputStream to, byte[] start) throws IOException {
        to.write(PROGRAM);
        to.write(start);
        to.close();
        return start.length;
    }

    private static RunEnd end(RunningCommand running, FollowerWords words) throws Exception {
        if (words.end().isPresent()) {
            return words.end().get();
        }
        int exit = running.exitStatus() instanceof ExitStatus.Exited(int status) ? status : -1;
        throw new SshException(new SshError.CommandFailed("python3", exit, words.lastWords()));
    }

    /// Ends what the run does; what comes after is not begun. Returns once it is over, after about
    /// ten seconds at most.
    public void stop(SshConnection connection)
            throws SshException, IOException, InterruptedException {
        connection.converse(
                command("stop " + name),
                running -> {
                    var lastWords = running.lastWords();
                    var _ = StreamThread.start(() -> send(running.stdin(), new byte[0]));
                    running.expect(lastWords, 0);
                    return true;
                });
    }

    private static String command(String words) {
        var read = "import sys;exec(sys.stdin.buffer.read(%d))".formatted(PROGRAM.length);
        return "exec python3 -c '" + read + "' " + words;
    }

    private static byte[] program() {
        try (var in = RemoteRun.class.getResourceAsStream("/gpudeck/ssh/run.py")) {
            return Objects.requireNonNull(in, "run.py").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The way to the log from a thread that may not have noticed yet that its caller went away.
    private static final class Copy {

        private final RunLog log;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean isOver;

        Copy(RunLog log) {
            this.log = log;
        }

        void take(byte[] buffer, int length) throws LocalFileException {
            lock.lock();
            try {
                if (!isOver) {
                    log.accept(buffer, 0, length);
                }
            } catch (IOException e) {
                throw new LocalFileException(e);
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                isOver = true;
            } finally {
                lock.unlock();
            }
        }
    }
}
