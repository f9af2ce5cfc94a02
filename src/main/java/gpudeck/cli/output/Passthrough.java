package gpudeck.cli.output;

import gpudeck.cli.Terminal;
import gpudeck.domain.Step;
import gpudeck.engine.job.RunOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Hands on what a command writes, byte for byte.
public record Passthrough(Terminal terminal) implements RunOutput {

    @Override
    public void commandStarted(Step step, String command, Instant at) {}

    @Override
    public void bytes(Stream stream, Instant at, byte[] buffer, int offset, int length) {
        var target = stream == Stream.OUT ? terminal.out() : terminal.err();
        target.write(buffer, offset, length);
        target.flush();
    }

    @Override
    public void commandEnded(int exitStatus, Optional<String> signal, Duration took) {}
}
