package gpudeck.viewmodel.ending;

import gpudeck.domain.Cents;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.JobWords;
import gpudeck.domain.job.RunState;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.viewmodel.JobsUnderWay;
import gpudeck.viewmodel.MachineStatus;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Status;
import gpudeck.viewmodel.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One machine, launch or job in a dialog about their end.
///
/// @param note what it does, or how its end goes
/// @param price per hour; empty if it costs nothing
public record EndingLine(Status status, String name, UserMessage note, Optional<Cents> price) {

    /// Before it is asked to end: what it does.
    static EndingLine before(FleetInstance machine, JobsUnderWay jobs, Instant now) {
        var instance = machine.instance();
        var job = jobs.on(machine);
        var note =
                job.map(EndingLine::doing)
                        .orElseGet(() ->
                                UserMessage.of(
                                        machine.keeper() == Keeper.ITS_LEASE
                                                ? "ending.note.kept"
                                                : "ending.note.machine",
                                        instance.type().title(),
                                        new TimeSpan(machine.age(now))));
        return of(machine, job.flatMap(RunState::idle), now, note);
    }

    /// After that: how it goes.
    static EndingLine after(FleetInstance machine, Instant now) {
        var note =
                machine.endedAt()
                        .map(at ->
                                UserMessage.of(
                                        "ending.note.ended",
                                        machine.soFar(at),
                                        new TimeSpan(machine.age(at))))
                        .or(() ->
                                machine.ending()
                                        .map(e -> UserMessage.of("ending.note.asked", e.asked())))
                        .orElseGet(() -> UserMessage.of("ending.note.asked", 0));
        return of(machine, Optional.empty(), now, note);
    }

    private static EndingLine of(
            FleetInstance machine, Optional<Duration> idle, Instant now, UserMessage note) {
        var price = machine.instance().type().pricePerHour();
        return new EndingLine(
                MachineStatus.of(machine, idle, now, false),
                machine.instance().displayName(),
                note,
                machine.isBilled() ? Optional.of(price) : Optional.empty());
    }

    static EndingLine of(PendingLaunch launch) {
        return new EndingLine(
                MachineStatus.of(launch),
                launch.name(),
                UserMessage.of(launch.inDoubt() ? "ending.note.inDoubt" : "ending.note.launching"),
                Optional.of(launch.type().pricePerHour()));
    }

    /// A job that has no machine.
    static EndingLine of(RunState job) {
        return new EndingLine(
                new Status(Shape.DOT, Tone.MUTED, JobWords.state(job)),
                job.spec().name(),
                doing(job),
                Optional.empty());
    }

    private static UserMessage doing(RunState job) {
        return UserMessage.of("ending.note.job", job.spec().name(), JobWords.doing(job));
    }
}
