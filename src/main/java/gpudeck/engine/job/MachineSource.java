package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.cloud.InstanceId;

/// Where a job's machine comes from.
sealed interface MachineSource permits JobLaunch, RunningInstance {

    /// Finds out, before anything is bought, whether there can be one.
    void check() throws CloudException, JobException, InterruptedException;

    /// @return what the job has for itself from here on; an interrupt that came meanwhile may still
    ///   be set
    InstanceId take() throws CloudException, JobException, InterruptedException;
}
