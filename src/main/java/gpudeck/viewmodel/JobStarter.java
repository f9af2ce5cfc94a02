package gpudeck.viewmodel;

import gpudeck.domain.job.JobSpec;
import gpudeck.engine.job.RunOutput;

/// Starts a job in the background.
@FunctionalInterface
public interface JobStarter {

    RunningJob start(JobSpec spec, RunOutput output);
}
