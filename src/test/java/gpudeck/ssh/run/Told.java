package gpudeck.ssh.run;

import gpudeck.domain.job.GpuReading;
import gpudeck.ssh.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Keeps what a run's log tells.
final class Told implements RunEvents {

    final List<String> events = new ArrayList<>();
    final List<GpuReading> gpus = new CopyOnWriteArrayList<>();
    final CountDownLatch up = new CountDownLatch(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Override
    public void started(int command, String label, Instant at) {
        events.add("start " + command + " " + label);
    }

    @Override
    public synchronized void output(
            OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length) {
        (stream == OutputSink.Stream.OUT ? out : err).write(buffer, offset, length);
        up.countDown();
    }

    @Override
    public void ended(int command, int status, Duration took) {
        events.add("end " + command + " " + status);
    }

    @Override
    public void gap(long bytes, Instant at) {
        events.add("gap " + bytes);
    }

    @Override
    public void gpus(List<GpuReading> readings, Instant at) {
        gpus.addAll(readings);
    }

    synchronized byte[] bytes() {
        return out.toByteArray();
    }

    synchronized String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    synchronized String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
