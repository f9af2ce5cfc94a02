package gpudeck.engine.job;

import gpudeck.ssh.OutputSink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Keeps what commands write, byte for byte, in a file for each stream, and hands it on.
final class CommandLog implements Closeable {

    private final String name;
    private final RunFolder folder;
    private final RunOutput output;
    private final OutputStream out;
    private @Nullable OutputStream err;

    /// @param name of its files under `console/`
    CommandLog(String name, RunFolder folder, RunOutput output) throws IOException {
        this.name = name;
        this.folder = folder;
        this.output = output;
        this.out = folder.console(name + ".out");
    }

    void accept(OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length)
            throws IOException {
        switch (stream) {
            case OUT -> {
                out.write(buffer, offset, length);
                output.bytes(RunOutput.Stream.OUT, at, buffer, offset, length);
            }
            case ERR -> {
                errors().write(buffer, offset, length);
                output.bytes(RunOutput.Stream.ERR, at, buffer, offset, length);
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

    @Override
    public void close() throws IOException {
        try (var _ = err) {
            out.close();
        }
    }
}
