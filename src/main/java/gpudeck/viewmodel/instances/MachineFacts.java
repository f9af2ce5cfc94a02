package gpudeck.viewmodel.instances;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.RunState;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.viewmodel.JobsUnderWay;
import gpudeck.viewmodel.MachineStatus;
import gpudeck.viewmodel.Status;
import gpudeck.viewmodel.custody.LeaseLeft;
import gpudeck.viewmodel.instances.InstanceRow.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is shown of an instance, or of a launch that has none yet.
///
/// @param old the list is no longer sure to be true
/// @param since when it was launched, or first seen
/// @param age in words
/// @param soFar at most, if it was started here; else at least
/// @param lease how much is left of it
/// @param job what its job does, or the name of the one that ran
/// @param runningJob the job that is under way on it
/// @param instance empty while the launch has none
public record MachineFacts(
        Group group,
        Status status,
        boolean old,
        String name,
        InstanceType type,
        Region region,
        Optional<String> ip,
        Instant since,
        String age,
        Cents soFar,
        LeaseLeft lease,
        Optional<UserMessage> job,
        Optional<RunId> runningJob,
        Optional<FleetInstance> instance) {

    private static final String NOT_KNOWN_FROM_THE_START = "≥ ";

    static MachineFacts of(FleetInstance machine, Instant now, boolean old, JobsUnderWay jobs) {
        var instance = machine.instance();
        var running = jobs.on(machine);
        return new MachineFacts(
                groupOf(machine),
                MachineStatus.of(machine, now, old),
                old && machine.isBilled(),
                instance.displayName(),
                instance.type(),
                instance.region(),
                instance.ip(),
                machine.since(),
                new TimeSpan(machine.age(now)).toString(),
                machine.soFar(now),
                LeaseLeft.of(machine, now),
                running.map(MachineFacts::doing)
                        .or(() -> machine.jobName().map(MachineFacts::named)),
                running.map(RunState::id),
                Optional.of(machine));
    }

    static MachineFacts of(PendingLaunch launch, Instant now, JobsUnderWay jobs) {
        var age = Duration.between(launch.sentAt(), now);
        var running = jobs.find(launch.run());
        return new MachineFacts(
                Group.STARTED_HERE,
                MachineStatus.of(launch),
                false,
                launch.name(),
                launch.type(),
                new Region(launch.region(), launch.region()),
                Optional.empty(),
                launch.sentAt(),
                new TimeSpan(age).toString(),
                launch.type().pricePerHour().perHourOver(age),
                LeaseLeft.NOTHING,
                running.map(MachineFacts::doing),
                running.map(RunState::id),
                Optional.empty());
    }

    private static UserMessage doing(RunState job) {
        return UserMessage.of("instances.job.doing", job.spec().name(), JobWords.state(job));
    }

    private static UserMessage named(String job) {
        return UserMessage.of("instances.job.named", job);
    }

    private static Group groupOf(FleetInstance machine) {
        if (!machine.isBilled()) {
            return Group.ENDED;
        }
        return machine.isMine() ? Group.STARTED_HERE : Group.NOT_STARTED_HERE;
    }

    public Optional<InstanceId> id() {
        return instance.map(FleetInstance::id);
    }

    public boolean isEnded() {
        return group == Group.ENDED;
    }

    /// Asked to end, and not proved to have done so.
    public boolean isEnding() {
        return !isEnded() && instance.flatMap(FleetInstance::ending).isPresent();
    }

    /// Whether a job could begin on it at once: none is there.
    public boolean isReadyForJob() {
        return runningJob.isEmpty() && instance.filter(FleetInstance::isReadyForJob).isPresent();
    }

    /// Its launch has no instance yet.
    public boolean isPending() {
        return instance.isEmpty();
    }

    /// What is known of its age and cost is a lower bound.
    public boolean isAtLeast() {
        return instance.filter(i -> !i.isMine()).isPresent();
    }

    /// `1× H100 80 GB PCIe`
    public String typeWords() {
        return (type.title() + " " + type.variant()).strip();
    }

    public String ageWords() {
        return isAtLeast() ? NOT_KNOWN_FROM_THE_START + age : age;
    }

    public String priceWords() {
        return isEnded() ? "–" : type.pricePerHour().toString();
    }

    public String soFarWords() {
        return isAtLeast() ? NOT_KNOWN_FROM_THE_START + soFar : soFar.toString();
    }
}
