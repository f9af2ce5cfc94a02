package gpudeck.ssh.check;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.SshConnection;
import gpudeck.ssh.StreamThread;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a machine what it is: `check.py`, which is sent along, says how. One command, whose
/// programs run side by side.
///
/// @param gpuLimit how long `nvidia-smi` may take: without a daemon that keeps the driver awake it
///   takes seconds
/// @param limit how long all of it may take
public record RemoteCheck(Duration gpuLimit, Duration limit) {

    /// A machine that is well answers in two or three seconds.
    public static final RemoteCheck USUAL =
            new RemoteCheck(Duration.ofSeconds(10), Duration.ofSeconds(15));

    private static final byte[] PROGRAM = program();

    /// @param withGpus whether there are GPUs to ask about
    /// @return an answer to each question that was asked
    /// @throws SshException of [SshError.TimedOut] if the whole limit passes
    public Map<Question, Answer> ask(SshConnection connection, boolean withGpus)
            throws SshException, IOException, InterruptedException {
        return connection.converse(command(withGpus), running -> inTime(running, withGpus));
    }

    private Map<Question, Answer> inTime(RunningCommand running, boolean withGpus)
            throws Exception {
        var answers = StreamThread.start(() -> answers(running, withGpus));
        try {
            return answers.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.abandon();
            throw new SshException(new SshError.TimedOut("check", limit), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Map<Question, Answer> answers(RunningCommand running, boolean withGpus)
            throws Exception {
        var lastWords = running.lastWords();
        // Where there is no Python nobody reads this; how the command ended says so.
        var _ = StreamThread.start(() -> send(running.stdin()));
        var said = running.reading(() -> running.stdout().readNBytes(Answers.MOST_BYTES + 1));
        running.expect(lastWords, 0);
        return Answers.read(said, withGpus);
    }

    private static int send(OutputStream to) throws IOException {
        to.write(PROGRAM);
        to.close();
        return PROGRAM.length;
    }

    private String command(boolean withGpus) {
        return "exec python3 -c 'import sys;exec(sys.stdin.buffer.read(%d))' %s %s"
                .formatted(
                        PROGRAM.length,
                        gpuLimit.toMillis() / 1000.0,
                        withGpus ? "gpus" : "no-gpus");
    }

    private static byte[] program() {
        try (var in = RemoteCheck.class.getResourceAsStream("/gpudeck/ssh/check.py")) {
            return Objects.requireNonNull(in, "check.py").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
