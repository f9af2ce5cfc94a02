package gpudeck.cli.run;

import gpudeck.cli.output.Plain;
import gpudeck.cli.output.ProgressLine;
import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.TimeSpan;
import gpudeck.engine.job.RunOutput;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Hands on, byte for byte, what the scripts write; what the set-up writes is all for `err`.
final class ScriptOutput implements RunOutput {

    private final PrintStream out;
    private final PrintStream err;
    private final Messages messages;
    private final ProgressLine progress;
    private boolean isSetUp;

    /// @param out where the scripts' standard output goes
    ScriptOutput(PrintStream out, PrintStream err, Messages messages, ProgressLine progress) {
        this.out = out;
        this.err = err;
        this.messages = messages;
        this.progress = progress;
    }

    @Override
    public void commandStarted(Step step, String command, Instant at) {
        isSetUp = step != Step.SCRIPTS;
        line("$ " + command);
    }

    @Override
    public void bytes(Stream stream, Instant at, byte[] buffer, int offset, int length) {
        var target = stream == Stream.OUT && !isSetUp ? out : err;
        target.write(buffer, offset, length);
        target.flush();
    }

    @Override
    public void commandEnded(int exitStatus, Optional<String> signal, Duration took) {
        var time = new TimeSpan(took);
        line(
                signal.map(name -> messages.text("cli.run.killed", name, time))
                        .orElseGet(() -> messages.text("cli.run.exit", exitStatus, time)));
    }

    private void line(String text) {
        progress.clear();
        err.println(Plain.text(text));
        err.flush();
    }
}
