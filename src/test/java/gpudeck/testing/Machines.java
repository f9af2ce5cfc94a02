package gpudeck.testing;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError;
import gpudeck.domain.Lease;
import gpudeck.domain.Problem;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.engine.fleet.Ending;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.fleet.PendingLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Machines of a fleet as a window sees them, an hour old unless a test says otherwise.
public final class Machines {

    public static final Instant NOW = Samples.MORNING;
    public static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));

    private Machines() {}

    /// @param number of its run; the machine is called `mine-1`
    public static FleetInstance mine(int number) {
        return machine("mine-" + number, Optional.of(number), HOUR_AGO.minusSeconds(number));
    }

    public static FleetInstance mine(int number, Instant since) {
        return machine("mine-" + number, Optional.of(number), since);
    }

    /// Launched now.
    public static FleetInstance of(InstanceId id) {
        return machine(id.value(), Optional.of(1), NOW);
    }

    public static FleetInstance stranger(String name) {
        return machine(name, Optional.empty(), HOUR_AGO);
    }

    private static FleetInstance machine(String name, Optional<Integer> run, Instant since) {
        return known(
                instance(name, name, InstanceStatus.ACTIVE, Samples.H100),
                run.map(Samples::run),
                Optional.empty(),
                since,
                Optional.empty(),
                Optional.empty());
    }

    /// With a lease of twelve hours if it was started here.
    public static FleetInstance known(
            Instance instance,
            Optional<RunId> run,
            Optional<String> jobName,
            Instant since,
            Optional<Ending> ending,
            Optional<Instant> endedAt) {
        return new FleetInstance(
                instance,
                run,
                jobName,
                since,
                run.isPresent() ? Keeper.THIS_PROGRAM : Keeper.NOT_OURS,
                run.map(_ -> Lease.DEFAULT.end(since, instance.type().pricePerHour())),
                ending,
                endedAt);
    }

    private static Instance instance(
            String id, String name, InstanceStatus status, InstanceType type) {
        return new Instance(
                new InstanceId(id),
                Optional.of(name),
                status,
                Optional.of("203.0.113.7"),
                Optional.empty(),
                Optional.empty(),
                Samples.UTAH,
                type,
                List.of(Samples.LAPTOP_KEY.name()),
                List.of(),
                List.of(),
                Optional.of(new Instance.JupyterLink("https://lab.example/?token=secret")),
                Map.of(),
                Map.of(),
                List.of());
    }

    public static FleetInstance named(FleetInstance machine, String name) {
        var status = machine.instance().status();
        return with(
                machine, instance(machine.id().value(), name, status, machine.instance().type()));
    }

    public static FleetInstance status(FleetInstance machine, InstanceStatus now) {
        return with(
                machine,
                instance(
                        machine.id().value(),
                        machine.instance().displayName(),
                        now,
                        machine.instance().type()));
    }

    private static FleetInstance with(FleetInstance machine, Instance instance) {
        return known(
                instance,
                machine.run(),
                machine.jobName(),
                machine.since(),
                machine.ending(),
                machine.endedAt());
    }

    public static FleetInstance ofJob(FleetInstance machine, String job) {
        return known(
                machine.instance(),
                machine.run(),
                Optional.of(job),
                machine.since(),
                machine.ending(),
                machine.endedAt());
    }

    public static FleetInstance kept(FleetInstance machine, Keeper keeper) {
        return new FleetInstance(
                machine.instance(),
                machine.run(),
                machine.jobName(),
                machine.since(),
                keeper,
                machine.lease(),
                machine.ending(),
                machine.endedAt());
    }

    public static FleetInstance leased(FleetInstance machine, Optional<Lease.End> lease) {
        return new FleetInstance(
                machine.instance(),
                machine.run(),
                machine.jobName(),
                machine.since(),
                machine.keeper(),
                lease,
                machine.ending(),
                machine.endedAt());
    }

    public static FleetInstance leased(FleetInstance machine, Duration left) {
        return leased(machine, Optional.of(new Lease.End(NOW.plus(left), JobError.Limit.LEASE)));
    }

    public static FleetInstance ending(FleetInstance machine, Instant since) {
        return known(
                machine.instance(),
                machine.run(),
                machine.jobName(),
                machine.since(),
                Optional.of(new Ending(since, 1, Optional.empty())),
                Optional.empty());
    }

    public static FleetInstance ended(FleetInstance machine, Instant at) {
        var over = status(machine, InstanceStatus.TERMINATED);
        return known(
                over.instance(),
                over.run(),
                over.jobName(),
                over.since(),
                over.ending(),
                Optional.of(at));
    }

    /// @param number of its run
    public static PendingLaunch launch(int number, boolean inDoubt) {
        return new PendingLaunch(
                Samples.run(number),
                "mine-" + number,
                Samples.H100,
                Samples.UTAH.name(),
                NOW.minusSeconds(30),
                inDoubt);
    }

    /// The machine of a run that [RunStates#launched].
    public static FleetInstance ofLaunchedRun() {
        return kept(of(RunStates.INSTANCE), Keeper.ITS_LEASE);
    }

    public static Fleet fleet(FleetInstance... machines) {
        return fleet(List.of(machines), List.of(), NOW, Optional.empty());
    }

    public static Fleet fleet(
            List<FleetInstance> machines,
            List<PendingLaunch> launches,
            Instant readAt,
            Optional<Problem> problem) {
        return new Fleet(
                machines,
                launches,
                Optional.of(readAt),
                Duration.ofMillis(200),
                problem,
                Cents.ZERO);
    }
}
