package gpudeck.engine.fleet;

import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.cloud.Region;
import gpudeck.store.journal.KnownInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One instance in the [Roster].
///
/// @param keeper who answers for it, as of the last look
/// @param instance as the cloud said last; empty if only the journal knows it
/// @param missed how many lists in a row did not name it
record Row(
        KnownInstance known,
        Keeper keeper,
        Optional<Instance> instance,
        Optional<String> jobName,
        Optional<Ending> ending,
        int missed) {

    /// An instance that was just launched may be missing from the list for this long.
    static final Duration MAY_BE_UNLISTED = Duration.ofMinutes(10);

    static Row remembered(KnownInstance known, Keeper keeper, Optional<String> jobName) {
        return new Row(
                known,
                keeper,
                Optional.empty(),
                jobName,
                known.terminateAskedAt().map(at -> new Ending(at, 0, Optional.empty())),
                0);
    }

    InstanceId id() {
        return known.id();
    }

    boolean isAlive() {
        return known.endedAt().isEmpty();
    }

    /// Whether a cloud that does not know it (any more) proves that it is over: not while it may be
    /// too new to be listed.
    boolean provesEndByAbsence(Instant now) {
        return known.lastSeen().isPresent() || !now.isBefore(known.since().plus(MAY_BE_UNLISTED));
    }

    KnownInstance endKept(KnownInstance now) {
        return known.endedAt().map(now::ended).orElse(now);
    }

    boolean isTerminating() {
        return instance.filter(i -> i.status().kind() == InstanceStatus.Kind.TERMINATING)
                .isPresent();
    }

    Row missedAgain() {
        return new Row(known, keeper, instance, jobName, ending, missed + 1);
    }

    Row with(KnownInstance now) {
        return new Row(now, keeper, instance, jobName, ending, missed);
    }

    Row with(KnownInstance now, Keeper newKeeper) {
        return new Row(now, newKeeper, instance, jobName, ending, missed);
    }

    Row with(Ending now) {
        return new Row(known, keeper, instance, jobName, Optional.of(now), missed);
    }

    Row withJob(Optional<String> now) {
        return new Row(known, keeper, instance, now, ending, missed);
    }

    Row seen(KnownInstance now, Instance listed) {
        return new Row(now, keeper, Optional.of(listed), jobName, ending, 0);
    }

    FleetInstance shown(TypeBook types) {
        var seen = instance.orElseGet(() -> fromJournal(types));
        var status =
                isAlive() || !seen.status().isBilled() ? seen.status() : InstanceStatus.TERMINATED;
        return new FleetInstance(
                withPaidPrice(seen, status),
                known.run(),
                jobName,
                known.since(),
                keeper,
                known.custody().lease(),
                ending,
                known.endedAt());
    }

    private Instance withPaidPrice(Instance seen, InstanceStatus status) {
        return new Instance(
                seen.id(),
                seen.name(),
                status,
                seen.ip(),
                seen.privateIp(),
                seen.hostname(),
                seen.region(),
                TypeBook.atLeast(seen.type(), known.pricePerHour()),
                seen.sshKeyNames(),
                seen.fileSystemNames(),
                seen.fileSystemMounts(),
                seen.jupyter(),
                seen.tags(),
                seen.actions(),
                seen.firewallRulesetIds());
    }

    private Instance fromJournal(TypeBook types) {
        return new Instance(
                known.id(),
                Optional.of(known.name()),
                new InstanceStatus(known.lastStatus()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Region(known.region(), known.region()),
                types.at(known.typeName(), known.pricePerHour()),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of());
    }
}
