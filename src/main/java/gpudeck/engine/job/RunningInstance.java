package gpudeck.engine.job;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobError.Unusable;
import gpudeck.domain.JobException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import gpudeck.engine.fleet.Keeper;
import java.util.List;
import java.util.Optional;

/// An instance that runs already, for a job that works on it in the place of one of its own.
///
/// @param keeps whether it runs on afterwards: then only its lease ends it, as before
record RunningInstance(InstanceId id, boolean keeps, FleetService fleet, RunRecord record)
        implements MachineSource {

    /// Refuses what is not there, not ours, or not free.
    @Override
    public void check() throws CloudException, JobException, InterruptedException {
        fleet.refresh();
        find();
    }

    private FleetInstance find() throws JobException {
        var found = fleet.fleet().get().find(id);
        var why = found.map(FleetInstance::unusable).orElse(Optional.of(Unusable.GONE));
        if (why.isPresent()) {
            throw new JobException(new JobError.NotUsable(id.value(), why.get()));
        }
        return found.orElseThrow();
    }

    /// Makes it this run's, unless another run is there.
    @Override
    public InstanceId take() throws JobException {
        var found = find();
        record.occupy(id, found.instance().type(), found.instance().region().name());
        if (!keeps || found.keeper() == Keeper.NOBODY) {
            fleet.hold(List.of(id));
        }
        return id;
    }
}
