package gpudeck.viewmodel.job;

import gpudeck.domain.RunId;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.RunOutcome;
import gpudeck.domain.job.RunState;
import gpudeck.engine.fleet.Fleet;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Jobs that go on on their machines without a program. Those that were left running on purpose are
/// taken up as soon as the account was read; others when the user keeps their machines.
public final class LeftJobs implements AutoCloseable {

    private final Callable<List<RunState>> attachable;
    private final JobsViewModel jobs;
    private final Background background;
    private final Subscription fleetChanges;
    private boolean isRead;

    /// @param attachable reads what can be taken up; blocks
    public LeftJobs(
            Live live,
            Callable<List<RunState>> attachable,
            JobsViewModel jobs,
            Background background) {
        this.attachable = attachable;
        this.jobs = jobs;
        this.background = background;
        fleetChanges = live.fleet().subscribe(fleet -> background.onUiThread(() -> follow(fleet)));
    }

    private void follow(Fleet fleet) {
        if (!isRead && fleet.readAt().isPresent()) {
            isRead = true;
            takeUp(LeftJobs::wasLeft);
        }
    }

    private static boolean wasLeft(RunState run) {
        return run.outcome().filter(RunOutcome.LeftRunning.class::isInstance).isPresent();
    }

    /// Goes on with what runs on these machines.
    public void takeUpOn(Collection<InstanceId> machines) {
        takeUp(run -> run.instance().filter(machines::contains).isPresent());
    }

    public void takeUp(RunId wanted) {
        takeUp(run -> run.id().equals(wanted));
    }

    private void takeUp(Predicate<RunState> which) {
        background.run(
                () -> attachable.call().stream().filter(which).map(RunState::id).toList(),
                found -> found.forEach(jobs::attach),
                jobs::notAttached);
    }

    @Override
    public void close() {
        fleetChanges.close();
    }
}
