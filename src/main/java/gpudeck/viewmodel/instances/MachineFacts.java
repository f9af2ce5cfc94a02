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
/// @param likely what it will have cost when its script's epochs are over
/// @param idle for how long that has not used a GPU, if that is long
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
        Optional<Cents> likely,
        Optional<Duration> idle,
        Optional<FleetInstance> instance) {

    private static final String NOT_KNOWN_FROM_THE_START = "≥ ";

    static MachineFacts of(Machine machine, Moment at) {
        return switch (machine) {
            case Machine.Listed listed -> of(listed, at);
            case Machine.Asked asked -> of(asked, at);
        };
    }

    private static MachineFacts of(Machine.Listed listed, Moment at) {
        var instance = listed.instance();
        var running = at.jobs().on(instance);
        var idle = running.flatMap(RunState::idle);
        return of(
                listed,
                at,
                MachineStatus.of(instance, idle, at.now(), at.old()),
                instance.age(at.now()),
                LeaseLeft.of(instance, at.now()),
                running.map(MachineFacts::doing)
                        .or(() -> instance.jobName().map(MachineFacts::named)),
                running,
                Optional.of(instance));
    }

    private static MachineFacts of(Machine.Asked asked, Moment at) {
        var launch = asked.launch();
        var running = at.jobs().find(launch.run());
        return of(
                asked,
                at,
                MachineStatus.of(launch),
                Duration.between(launch.sentAt(), at.now()),
                LeaseLeft.NOTHING,
                running.map(MachineFacts::doing),
                running,
                Optional.empty());
    }

    private static MachineFacts of(
            Machine machine,
            Moment at,
            Status status,
            Duration age,
            LeaseLeft lease,
            Optional<UserMessage> job,
            Optional<RunState> running,
            Optional<FleetInstance> instance) {
        return new MachineFacts(
                machine.group(),
                status,
                at.old() && instance.filter(FleetInstance::isBilled).isPresent(),
                machine.name(),
                machine.type(),
                machine.region(),
                machine.ip(),
                machine.since(),
                new TimeSpan(age).toString(),
                machine.soFar(at.now()),
                lease,
                job,
                running.map(RunState::id),
                running.flatMap(run -> run.likelyCost(at.now())),
                running.flatMap(RunState::idle),
                instance);
    }

    private static UserMessage doing(RunState job) {
        return JobWords.progress(job)
                .map(far -> UserMessage.of("instances.job.progress", far, job.spec().name()))
                .orElseGet(() ->
                        UserMessage.of(
                                "instances.job.doing", job.spec().name(), JobWords.state(job)));
    }

    private static UserMessage named(String job) {
        return UserMessage.of("instances.job.named", job);
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
        return type.words();
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
