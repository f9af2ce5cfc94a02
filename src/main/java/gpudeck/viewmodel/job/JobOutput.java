package gpudeck.viewmodel.job;

import gpudeck.domain.Step;
import gpudeck.domain.job.GpuReading;
import gpudeck.domain.job.Progress;
import gpudeck.engine.job.RunOutput;
import gpudeck.viewmodel.console.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a job's page shows of its run: text in the console, figures in the trails.
record JobOutput(Console console, GpuTrail gpus, LossTrail losses) implements RunOutput {

    @Override
    public void commandStarted(Step step, String command, Instant at) {
        console.commandStarted(step, command, at);
    }

    @Override
    public void bytes(Stream stream, Instant at, byte[] buffer, int offset, int length) {
        console.bytes(stream, at, buffer, offset, length);
    }

    @Override
    public void gpus(List<GpuReading> readings, Instant at) {
        gpus.add(readings, at);
    }

    @Override
    public void progress(Progress now, Instant at) {
        now.loss().ifPresent(loss -> losses.add(loss, at));
    }

    @Override
    public void commandEnded(int exitStatus, Optional<String> signal, Duration took) {
        console.commandEnded(exitStatus, signal, took);
    }
}
