package gpudeck.viewmodel.job;

import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.FleetInstance;
import java.util.Optional;

/// The machines of jobs, as they are now.
interface JobMachines {

    /// Empty once it costs nothing any more.
    Optional<FleetInstance> find(InstanceId id);

    /// Whether a job could begin there at once.
    boolean isFree(FleetInstance machine);
}
