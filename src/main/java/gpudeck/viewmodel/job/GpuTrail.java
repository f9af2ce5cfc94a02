package gpudeck.viewmodel.job;

import gpudeck.domain.job.GpuReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What the GPUs of a job's machine did of late. Told on the run's thread, read by the window's.
final class GpuTrail {

    /// How far back it goes.
    static final Duration SPAN = Duration.ofMinutes(30);

    /// Rather more than come in that time: a machine may send what it likes.
    private static final int MOST = 720;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private int version;

    /// All GPUs at one moment.
    record Sample(Instant at, List<GpuReading> readings) {
        Sample {
            readings = List.copyOf(readings);
        }
    }

    synchronized void add(List<GpuReading> readings, Instant at) {
        if (readings.isEmpty()) {
            return;
        }
        if (!samples.isEmpty() && at.isBefore(samples.getLast().at())) {
            samples.clear(); // the machine's clock was set
        }
        samples.addLast(new Sample(at, readings));
        var first = at.minus(SPAN);
        while (samples.size() > MOST || samples.getFirst().at().isBefore(first)) {
            samples.removeFirst();
        }
        version++;
    }

    /// Another one whenever there is more.
    synchronized int version() {
        return version;
    }

    /// The oldest first.
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }
}
