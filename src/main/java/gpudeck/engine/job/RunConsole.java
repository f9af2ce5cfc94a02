package gpudeck.engine.job;

import gpudeck.domain.JobError;
import gpudeck.domain.Problem;
import gpudeck.domain.Step;
import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.domain.job.Progress;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Signals;
import gpudeck.ssh.OutputSink;
import gpudeck.ssh.run.RunEnd;
import gpudeck.ssh.run.RunEvents;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Follows a run's log: keeps what each command writes, hands it on, and says in the run's record
/// which step it is at.
final class RunConsole implements RunEvents, Closeable {

    private final JobSpec spec;
    private final RunFolder folder;
    private final RunOutput output;
    private final RunRecord record;
    private final Map<Integer, RunLabel> labels = new TreeMap<>();
    private final GpuTally tally = new GpuTally();
    private ProgressReader progress = new ProgressReader();
    private @Nullable Progress unsaid;
    private int script = -1;
    private @Nullable CommandLog log;

    RunConsole(JobSpec spec, RunFolder folder, RunOutput output, RunRecord record) {
        this.spec = spec;
        this.folder = folder;
        this.output = output;
        this.record = record;
    }

    @Override
    public void started(int command, String text, Instant at) throws IOException {
        var label = RunLabel.parse(text, spec.scripts().size());
        labels.put(command, label);
        logOf(label.script());
        enter(label, at);
        output.commandStarted(label.step(), label.command(), at);
    }

    /// What sets up writes into one log.
    private void logOf(int number) throws IOException {
        if (number != script) {
            close();
            var name = number == 0 ? "set-up" : scriptOf(number).path().replace('/', '_');
            log = new CommandLog(number + "-" + name, folder, output);
            script = number;
            progress = new ProgressReader();
        }
    }

    private ScriptCall scriptOf(int number) {
        return spec.scripts().get(number - 1);
    }

    private void enter(RunLabel label, Instant at) {
        if (label.script() == 0) {
            record.enterOnce(Step.SET_UP, at);
            record.note(Step.SET_UP, new StepNote.SetUp(label.command()));
        } else {
            record.done(Step.SET_UP, at);
            record.enterOnce(Step.SCRIPTS, at);
            var path = scriptOf(label.script()).path();
            var note = new StepNote.Script(label.script(), spec.scripts().size(), path);
            record.note(Step.SCRIPTS, note);
        }
    }

    @Override
    public void output(OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length)
            throws IOException {
        if (log != null) {
            log.accept(stream, at, buffer, offset, length);
        }
        if (script > 0) {
            progress.read(stream, at, buffer, offset, length)
                    .ifPresent(now -> {
                        output.progress(now, at);
                        unsaid = record.progressed(now) ? null : now;
                    });
        }
    }

    private void sayProgress() {
        var last = unsaid;
        if (last != null) {
            record.progressedTo(last);
            unsaid = null;
        }
    }

    @Override
    public void gap(long bytes, Instant at) throws IOException {
        var text =
                "[%d bytes of output are missing: the machine's disk was full]\n".formatted(bytes);
        var line = text.getBytes(StandardCharsets.UTF_8);
        output(OutputSink.Stream.ERR, at, line, 0, line.length);
    }

    @Override
    public void gpus(List<GpuReading> readings, Instant at) {
        output.gpus(readings, at);
        sayProgress();
        if (script > 0) {
            tally.add(readings, at).ifPresent(record::gpusUsed);
        }
    }

    @Override
    public void ended(int command, int status, Duration took) {
        sayProgress();
        record.scriptOver();
        output.commandEnded(status, Signals.of(status), took);
    }

    /// What went wrong with the first command that failed.
    Optional<Problem> problem(RunEnd.Ended end) {
        return new TreeMap<>(end.statuses())
                .entrySet().stream()
                        .filter(e -> e.getValue() != 0)
                        .findFirst()
                        .map(e -> problem(labels.get(e.getKey()), e.getValue()));
    }

    private Problem problem(@Nullable RunLabel label, int status) {
        if (label == null) {
            return new JobError.RunLost();
        }
        if (label.script() == 0) {
            return TorchQuestion.isAnsweredNo(label.command(), status)
                    ? new JobError.TorchSeesNoGpu()
                    : new JobError.SetUpFailed(label.command(), status);
        }
        var path = scriptOf(label.script()).path();
        return Signals.of(status)
                .<Problem>map(signal -> new JobError.ScriptKilled(path, signal))
                .orElseGet(() -> new JobError.ScriptFailed(path, status));
    }

    @Override
    public void close() throws IOException {
        var open = log;
        log = null;
        if (open != null) {
            open.close();
        }
    }
}
