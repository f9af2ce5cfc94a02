package gpudeck.testing;

import gpudeck.domain.Step;
import gpudeck.domain.job.GpuReading;
import gpudeck.engine.job.RunOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes what a run's commands write, as text.
public final class TextOutput implements RunOutput {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<GpuReading> gpus = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();

    @Override
    public void commandStarted(Step step, String command, Instant at) {
        commands.add(step + " " + command);
    }

    @Override
    public synchronized void bytes(
            Stream stream, Instant at, byte[] buffer, int offset, int length) {
        (stream == Stream.OUT ? out : err).write(buffer, offset, length);
        notifyAll();
    }

    @Override
    public void gpus(List<GpuReading> readings, Instant at) {
        gpus.addAll(readings);
    }

    @Override
    public void commandEnded(int exitStatus, Optional<String> signal, Duration took) {
        ends.add(signal.orElse(Integer.toString(exitStatus)));
    }

    public synchronized String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public synchronized String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// As a user would type them, each after its step.
    public List<String> commands() {
        return commands;
    }

    public List<GpuReading> gpus() {
        return gpus;
    }

    /// Exit statuses and signals.
    public List<String> ends() {
        return ends;
    }

    /// Waits, in real time, until stdout has this.
    public synchronized void awaitOut(String text) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!out().contains(text)) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("\"" + text + "\" did not come, but: " + out());
            }
            wait(left);
        }
    }
}
