package gpudeck.viewmodel.wizard;

import gpudeck.domain.Cents;
import gpudeck.domain.JobError.Unusable;
import gpudeck.domain.Lease;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.custody.LeaseLeft;
import java.util.List;
import java.util.Optional;

/// An instance that runs already and is to do the job, as it is now.
///
/// @param keys names of the SSH keys that it was launched with
/// @param lease empty if it has none
/// @param problem why no job can be put on it
public record RunningMachine(
        InstanceId id,
        String name,
        InstanceType type,
        String region,
        List<String> keys,
        Optional<Rest> lease,
        Optional<UserMessage> problem) {

    public RunningMachine {
        keys = List.copyOf(keys);
    }

    /// What is left of its lease.
    ///
    /// @param end as the clock will show it
    /// @param left in whole minutes
    /// @param atMost what it costs until then
    public record Rest(String end, TimeSpan left, Cents atMost) {

        private static Rest of(Lease.End lease, Cents pricePerHour, Ticker ticker) {
            var left = LeaseLeft.inWords(lease.left(ticker.now()));
            return new Rest(
                    Clocks.until(lease.at(), ticker), left, pricePerHour.perHourOver(left.value()));
        }
    }

    static RunningMachine of(FleetInstance machine, Live live) {
        var instance = machine.instance();
        var type = instance.type();
        return new RunningMachine(
                machine.id(),
                instance.displayName(),
                type,
                instance.region().name(),
                instance.sshKeyNames(),
                machine.lease().map(end -> Rest.of(end, type.pricePerHour(), live.ticker())),
                problem(machine, live));
    }

    private static Optional<UserMessage> problem(FleetInstance machine, Live live) {
        var name = machine.instance().displayName();
        return machine.unusable()
                .map(why -> unusable(name, why))
                .or(() ->
                        live.runningJobs()
                                .on(machine)
                                .map(job ->
                                        UserMessage.of(
                                                "wizard.running.busy", name, job.spec().name())));
    }

    private static UserMessage unusable(String name, Unusable why) {
        return UserMessage.of("wizard.running." + why.name(), name);
    }

    /// The same, when it is not listed any more.
    RunningMachine gone() {
        return new RunningMachine(
                id,
                name,
                type,
                region,
                keys,
                Optional.empty(),
                Optional.of(unusable(name, Unusable.GONE)));
    }

    /// `1× H100 80 GB PCIe`
    public String typeWords() {
        return type.words();
    }
}
