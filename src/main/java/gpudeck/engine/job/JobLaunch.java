package gpudeck.engine.job;

import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.job.Discarded;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.domain.job.StepNote;
import gpudeck.engine.Catalog;
import gpudeck.engine.CatalogService;
import gpudeck.engine.Time;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.FleetService;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Launches one instance for a job: at the best place that has room, and at the next one only after
/// a refusal. An answer that is lost is looked for, never asked for again.
final class JobLaunch implements MachineSource {

    /// How often a job that waits looks for room.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final RunId run;
    private final JobSpec spec;
    private final FleetService fleet;
    private final CatalogService catalog;
    private final RunRecord record;
    private final Time time;
    private int attempt;

    JobLaunch(
            RunId run,
            JobSpec spec,
            FleetService fleet,
            CatalogService catalog,
            RunRecord record,
            Time time) {
        this.run = run;
        this.spec = spec;
        this.fleet = fleet;
        this.catalog = catalog;
        this.record = record;
        this.time = time;
    }

    /// Reads what the cloud offers, and refuses a job that names what it does not.
    @Override
    public void check() throws CloudException, JobException, InterruptedException {
        catalog.refresh(
                spec.fileSystems().isEmpty()
                        ? EnumSet.of(Catalog.Part.TYPES)
                        : EnumSet.of(Catalog.Part.TYPES, Catalog.Part.FILE_SYSTEMS));
        var unknown = Placement.unknownType(spec, offered());
        if (unknown.isPresent()) {
            throw new JobException(new JobError.UnknownType(unknown.get()));
        }
        if (!spec.waitForCapacity() && Placement.open(spec, offered()).isEmpty()) {
            throw noCapacity();
        }
    }

    /// @return what was launched; an interrupt that came meanwhile is still set
    @Override
    public InstanceId take() throws CloudException, JobException, InterruptedException {
        if (!discarded().isEmpty()) {
            lookForRoom();
        }
        while (true) {
            for (var place : Placement.inPlaceOf(discarded(), Placement.open(spec, offered()))) {
                var launched = tryAt(place);
                if (launched.isPresent()) {
                    return launched.get();
                }
            }
            if (!spec.waitForCapacity()) {
                throw noCapacity();
            }
            record.note(Step.LAUNCH, new StepNote.WaitingForCapacity());
            time.pause(BETWEEN_LOOKS);
            lookForRoom();
        }
    }

    private List<Discarded> discarded() {
        return record.state().get().discarded();
    }

    /// A job that waits for room goes on waiting while the cloud does not answer.
    private void lookForRoom() throws CloudException, InterruptedException {
        try {
            catalog.refresh(Set.of(Catalog.Part.TYPES));
        } catch (CloudException e) {
            if (!e.error().isTransient()) {
                throw e;
            }
        }
    }

    /// @return empty if that place has no room after all
    private Optional<InstanceId> tryAt(Placement place)
            throws CloudException, JobException, InterruptedException {
        record.note(
                Step.LAUNCH, new StepNote.Place(place.type().name(), place.region(), ++attempt));
        while (true) {
            switch (fleet.launch(run, request(place), record.state().get().agreed())) {
                case LaunchOutcome.Created(InstanceId id) -> {
                    return Optional.of(launched(place, id));
                }
                case LaunchOutcome.Refused(CloudError.NoCapacity _) -> {
                    return Optional.empty();
                }
                case LaunchOutcome.Refused(CloudError.RateLimited(Duration after)) ->
                        time.pause(after);
                case LaunchOutcome.Refused(CloudError why) -> throw new CloudException(why);
                case LaunchOutcome.Unknown(CloudError why) -> {
                    return Optional.of(launched(place, find(why)));
                }
            }
        }
    }

    private InstanceId launched(Placement place, InstanceId id) {
        var accepted = fleet.fleet().get().find(id).map(FleetInstance::since).orElseGet(time::now);
        record.launched(id, place.type(), place.region(), accepted);
        return id;
    }

    /// To end a machine that may be starting takes its id: whoever cancels meanwhile waits for it.
    private InstanceId find(CloudError why) throws JobException {
        record.note(Step.LAUNCH, new StepNote.LookingForLaunch());
        var until = time.now().plus(FleetService.LOST_LAUNCH_SEARCH);
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return fleet.awaitLostLaunch(run, Duration.between(time.now(), until))
                            .orElseThrow(() ->
                                    new JobException(
                                            new JobError.LaunchUnconfirmed(why.toString())));
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LaunchRequest request(Placement place) {
        return new LaunchRequest(
                place.region(),
                place.type().name(),
                spec.sshKeyName(),
                Optional.of(spec.name()),
                Optional.empty(),
                spec.image(),
                spec.fileSystems(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    private JobException noCapacity() {
        var where =
                switch (spec.region()) {
                    case RegionChoice.In(String region) -> region;
                    case RegionChoice.AnyOpen _ -> "";
                };
        return new JobException(new JobError.NoCapacity(spec.types(), where));
    }

    private Catalog offered() {
        return catalog.catalog().get();
    }
}
