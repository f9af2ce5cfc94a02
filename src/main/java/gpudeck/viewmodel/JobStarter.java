package gpudeck.viewmodel;

import gpudeck.domain.RunId;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.job.RunOutput;

/// Starts jobs in the background, or takes up those that run already.
public interface JobStarter {

    RunningJob start(JobSpec spec, RunOutput output);

    /// Takes up a run that was left running, or whose program is gone. Blocks until it is this
    /// program's; what comes then is in the background.
    RunningJob attach(RunId run, RunOutput output) throws Exception;
}
