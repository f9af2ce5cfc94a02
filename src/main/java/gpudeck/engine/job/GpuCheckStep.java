package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.StepState;
import gpudeck.engine.Time;
import gpudeck.engine.check.MachineCheck;
import gpudeck.engine.check.Verdict;
import gpudeck.ssh.check.RemoteCheck;
import gpudeck.ssh.lock.PythonNeeds;
import java.io.IOException;
import java.util.Optional;

/// Looks at a fresh machine, before the project is sent there: it costs money, and may be no good.
record GpuCheckStep(MachineLink link, RunRecord record, Time time) {

    /// Of a connection that breaks meanwhile.
    private static final int MOST_TRIES = 3;

    /// Whether the job wants it, and did not go on without it before it was taken up.
    boolean isNeeded(GpuCheck wanted) {
        if (wanted == GpuCheck.SKIP && !record.isDone(Step.CHECK_GPU)) {
            record.skipped(Step.CHECK_GPU);
        }
        return !(record.state().get().step(Step.CHECK_GPU) instanceof StepState.Skipped);
    }

    /// @param job empty if the project is not known any more
    /// @throws JobException of [JobError.GpuCheckFailed]
    void check(Optional<JobCheck.Checked> job)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        var promise =
                new Verdict.Promise(
                        record.state().get().type().orElseThrow(),
                        job.map(j -> j.files().bytes()).orElse(0L),
                        job.map(JobCheck.Checked::needs).orElse(PythonNeeds.NONE));
        var verdict = verdict(promise);
        if (!verdict.faults().isEmpty()) {
            var soFar = record.state().get().costSoFar(time.now());
            throw new JobException(new JobError.GpuCheckFailed(verdict.faults(), soFar));
        }
        record.note(Step.CHECK_GPU, verdict.note());
    }

    private Verdict verdict(Verdict.Promise promise)
            throws CloudException, SshException, JobException, IOException, InterruptedException {
        var check = new MachineCheck(RemoteCheck.USUAL, time.wallClock());
        for (int tries = 1; ; tries++) {
            try {
                return check.of(link.get(), promise);
            } catch (SshException e) {
                if (tries == MOST_TRIES || !(e.error() instanceof SshError.ConnectionLost)) {
                    throw e;
                }
            }
        }
    }
}
