package gpudeck.ssh.sshj;

import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.LocalFileException;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.RunningCommand;
import gpudeck.ssh.StreamThread;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Hands everything that a command writes to a sink, one stream at a time, in the order of arrival.
final class OutputPump {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final OutputSink sink;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    OutputPump(OutputSink sink) {
        this.sink = sink;
    }

    ExitStatus through(RunningCommand command) throws Exception {
        command.stdin().close();
        var errors = StreamThread.start(() -> pump(command.stderr(), OutputSink.Stream.ERR));
        pump(command.stdout(), OutputSink.Stream.OUT);
        StreamThread.await(errors);
        return command.exitStatus();
    }

    private @Nullable Void pump(InputStream in, OutputSink.Stream stream)
            throws IOException, LocalFileException {
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
        return null;
    }
}
