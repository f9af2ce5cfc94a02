package gpudeck.viewmodel.launch;

import gpudeck.domain.JobException;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.engine.fleet.FleetService;

/// Launches one machine. Blocks, and is never repeated on doubt.
@FunctionalInterface
public interface LaunchAccess {

    /// @throws JobException if nothing was sent
    /// @throws InterruptedException if nothing was sent
    LaunchOutcome launch(LaunchRequest request, Lease lease)
            throws JobException, InterruptedException;

    static LaunchAccess of(FleetService fleet) {
        return (request, lease) -> fleet.launch(fleet.newRun(), request, lease);
    }
}
