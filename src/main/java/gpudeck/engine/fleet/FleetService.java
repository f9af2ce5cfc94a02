package gpudeck.engine.fleet;

import gpudeck.domain.CloudException;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// The account's instances: what is known of them, and all that may be done to them. Every launch
/// is journalled before it is sent; every terminate is repeated until it is proved. Does not know
/// how often it is refreshed, nor on which thread.
public final class FleetService {

    private final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);

    public Signal<Fleet> fleet() {
        return fleet;
    }

    /// Reads the list once and publishes it, with what the journal knows. A failure is published
    /// too, as [Fleet#problem], and thrown.
    public void refresh() throws CloudException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Journals the intent (fsynced), adds this installation's tags and the run's id to the name,
    /// then sends the launch once.
    ///
    /// @throws JobException if the intent cannot be written down; nothing was sent
    public LaunchOutcome launch(RunId run, LaunchRequest request)
            throws JobException, InterruptedException {
        throw new UnsupportedOperationException(run + " " + request);
    }

    /// Starts to end these instances and returns; [Fleet] shows how it goes. Asking again makes the
    /// next try come at once.
    public void terminate(Collection<InstanceId> ids) {
        throw new UnsupportedOperationException(ids.toString());
    }

    /// Waits until the end of each is proved, at most `limit`; returns those that are not.
    public List<InstanceId> awaitEnded(Collection<InstanceId> ids, Duration limit)
            throws InterruptedException {
        throw new UnsupportedOperationException(ids + " " + limit);
    }

    public void restart(Collection<InstanceId> ids) throws CloudException, InterruptedException {
        throw new UnsupportedOperationException(ids.toString());
    }

    public Instance rename(InstanceId id, String name) throws CloudException, InterruptedException {
        throw new UnsupportedOperationException(id + name);
    }
}
