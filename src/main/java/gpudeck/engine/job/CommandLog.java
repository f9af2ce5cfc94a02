package gpudeck.engine.job;

import gpudeck.domain.Step;
import gpudeck.engine.Time;
import gpudeck.ssh.ExitStatus;
import gpudeck.ssh.OutputSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps what commands write, byte for byte, in a file for each stream, and hands it on.
final class CommandLog implements OutputSink, Closeable {

    private final String name;
    private final RunFolder folder;
    private final RunOutput output;
    private final Time time;
    private final OutputStream out;
    private @Nullable OutputStream err;
    private Instant startedAt;

    /// @param name of its files under `console/`
    CommandLog(String name, RunFolder folder, RunOutput output, Time time) throws IOException {
        this.name = name;
        this.folder = folder;
        this.output = output;
        this.time = time;
        this.startedAt = time.now();
        this.out = folder.console(name + ".out");
    }

    void started(Step step, String command) {
        startedAt = time.now();
        output.commandStarted(step, command, startedAt);
    }

    @Override
    public void accept(Stream stream, byte[] buffer, int offset, int length) throws IOException {
        switch (stream) {
            case OUT -> {
                out.write(buffer, offset, length);
                output.bytes(RunOutput.Stream.OUT, buffer, offset, length);
            }
            case ERR -> {
                errors().write(buffer, offset, length);
                output.bytes(RunOutput.Stream.ERR, buffer, offset, length);
            }
        }
    }

    private OutputStream errors() throws IOException {
        var open = err;
        if (open == null) {
            open = folder.console(name + ".err");
            err = open;
        }
        return open;
    }

    void ended(ExitStatus status) {
        var took = Duration.between(startedAt, time.now());
        switch (status) {
            case ExitStatus.Exited(int exit) -> output.commandEnded(exit, Optional.empty(), took);
            case ExitStatus.Signalled(var signal) ->
                    output.commandEnded(
                            gpudeck.engine.Signals.exitStatus(signal), Optional.of(signal), took);
        }
    }

    @Override
    public void close() throws IOException {
        try (var _ = err) {
            out.close();
        }
    }
}
