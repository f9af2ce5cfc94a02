package gpudeck.app.window;

import gpudeck.domain.Messages;
import gpudeck.domain.RunId;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.job.JobRun;
import gpudeck.engine.job.JobService;
import gpudeck.engine.job.RunOutput;
import gpudeck.viewmodel.JobStarter;
import gpudeck.viewmodel.RunningJob;

/// Runs each job as a [JobTask] on a virtual thread of its own.
record RunningJobs(JobService jobs, Messages messages) implements JobStarter {

    @Override
    public RunningJob start(JobSpec spec, RunOutput output) {
        return inBackground(jobs.prepare(spec, output));
    }

    @Override
    public RunningJob attach(RunId run, RunOutput output) throws Exception {
        return inBackground(jobs.attach(run, output));
    }

    private RunningJob inBackground(JobRun run) {
        var task = new JobTask(run, messages);
        Thread.ofVirtual().name("job-" + task.id().value()).start(task);
        return task.asRunningJob();
    }
}
