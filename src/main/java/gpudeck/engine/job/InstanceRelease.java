package gpudeck.engine.job;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last step of a job: its instance is terminated, or goes into the custody of its lease.
/// Nothing interrupts that.
record InstanceRelease(RunRecord record, StopSwitch stop, FleetService fleet, Time time) {

    /// From then on the fleet goes on ending it alone, and shows that it does.
    static final Duration TERMINATE_LIMIT = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(InstanceRelease.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// Ends the instance and waits for the proof.
    ///
    /// @return whether the end is proved; if not, the fleet goes on with it
    boolean terminate(InstanceId id) {
        begin();
        fleet.terminate(List.of(id));
        var until = time.now().plus(TERMINATE_LIMIT);
        int asked = -1;
        while (true) {
            var now = fleet.fleet().get().find(id);
            var endedAt = now.flatMap(FleetInstance::endedAt);
            if (endedAt.isPresent()) {
                record.instanceEnded(endedAt.get());
                record.note(Step.TERMINATE, new StepNote.None());
                record.done(Step.TERMINATE);
                return true;
            }
            int times = now.flatMap(FleetInstance::ending).map(Ending::asked).orElse(0);
            if (times != asked) {
                asked = times;
                record.note(Step.TERMINATE, new StepNote.Ending(asked));
            }
            if (!time.now().isBefore(until)) {
                LOG.warn("The end of {} is not proved after {}", id, TERMINATE_LIMIT);
                record.failed(Step.TERMINATE, new JobError.TerminateUnconfirmed(id.value()));
                return false;
            }
            pauseAllTheSame();
        }
    }

    private void begin() {
        stop.turnOff();
        record.contactOver();
        record.enter(Step.TERMINATE);
    }

    private void pauseAllTheSame() {
        try {
            time.pause(BETWEEN_LOOKS);
        } catch (InterruptedException _) {
            stop.missed();
            LOG.debug("Interrupted while ending an instance; going on with it");
        }
    }

    /// Lets the instance run on, as was agreed.
    ///
    /// @return whether it is left to its lease; if not, it must be terminated
    boolean keep(InstanceId id) {
        stop.turnOff();
        if (!leave(id)) {
            return false;
        }
        begin();
        record.note(Step.TERMINATE, new StepNote.Kept());
        record.done(Step.TERMINATE);
        record.instanceKept();
        return true;
    }

    /// @return whether that is written down: else it would be ended as what nobody answers for
    boolean leave(InstanceId id) {
        try {
            fleet.leave(List.of(id));
            return true;
        } catch (JobException e) {
            LOG.error("{} cannot be left running: {}", id, e.error());
            return false;
        }
    }
}
