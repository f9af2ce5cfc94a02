package gpudeck.engine.fleet;

import gpudeck.domain.Cents;
import gpudeck.domain.Problem;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.journal.Custody;
import gpudeck.store.journal.KnownInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What is known of the account at this moment, in memory: what the cloud said last, together with
/// what the journal knows. Does no I/O. Any thread.
final class Roster {

    /// A list that does not name an instance is believed when the next one agrees.
    private static final int LISTS_THAT_PROVE_ABSENCE = 2;

    private final String keyFingerprint;
    private final TypeBook types;
    private final Map<InstanceId, Row> rows = new LinkedHashMap<>();
    private final Map<RunId, PendingLaunch> launches = new LinkedHashMap<>();
    private Optional<Instant> readAt = Optional.empty();
    private Duration answerTime = Duration.ZERO;
    private Optional<Problem> problem = Optional.empty();

    Roster(String keyFingerprint, TypeBook types) {
        this.keyFingerprint = keyFingerprint;
        this.types = types;
    }

    /// What a list says beyond what it names.
    ///
    /// @param ended whose end it proves, which were not known to have ended
    /// @param missing that several lists in a row did not name: to be asked for one by one before
    ///   that is believed
    record Reading(List<InstanceId> ended, List<InstanceId> missing) {}

    /// Takes in a whole list.
    synchronized Reading read(List<Instance> listed, Instant at, Duration took) {
        readAt = Optional.of(at);
        answerTime = took;
        problem = Optional.empty();
        var before = List.copyOf(rows.values());
        var named = listed.stream().map(Instance::id).collect(Collectors.toSet());
        var missing = new ArrayList<InstanceId>();
        for (var row : before) {
            if (row.isAlive() && !named.contains(row.id())) {
                var missed = row.missedAgain();
                rows.put(row.id(), missed);
                if (isGone(missed, at)) {
                    missing.add(row.id());
                }
            }
        }
        var ended = listed.stream().filter(i -> saw(i, at)).map(Instance::id).toList();
        ended.forEach(id -> ended(id, at));
        return new Reading(ended, missing);
    }

    private static boolean isGone(Row row, Instant at) {
        return row.missed() >= LISTS_THAT_PROVE_ABSENCE && row.provesEndByAbsence(at);
    }

    /// Takes in what the cloud said of one instance.
    ///
    /// @return whether that proves its end, which was not known
    synchronized boolean saw(Instance instance, Instant at) {
        var row =
                Optional.ofNullable(rows.get(instance.id()))
                        .map(r -> r.seen(r.known().seenAgain(instance, at), instance))
                        .orElseGet(() -> stranger(instance, at));
        rows.put(instance.id(), row);
        return !instance.status().isBilled() && row.isAlive();
    }

    private Row stranger(Instance instance, Instant at) {
        var known = KnownInstance.firstSeen(instance, keyFingerprint, at);
        return Row.remembered(known, Keeper.NOT_OURS, Optional.empty()).seen(known, instance);
    }

    synchronized void ended(InstanceId id, Instant at) {
        change(id, row -> row.with(row.known().ended(at)));
    }

    /// Takes in what the journal knows; what ended and is no longer listed there ended long ago. An
    /// end that was proved since the journal was read stays proved.
    synchronized void remembered(Map<KnownInstance, Keeper> known, Map<RunId, String> jobNames) {
        var kept = known.keySet().stream().map(KnownInstance::id).collect(Collectors.toSet());
        rows.values().removeIf(row -> !row.isAlive() && !kept.contains(row.id()));
        known.forEach((instance, keeper) -> {
            var jobName = instance.run().map(jobNames::get);
            rows.merge(
                    instance.id(),
                    Row.remembered(instance, keeper, jobName),
                    (row, _) -> row.with(row.endKept(instance), keeper).withJob(jobName));
        });
    }

    synchronized void failed(Problem why) {
        problem = Optional.of(why);
    }

    synchronized void launching(PendingLaunch launch) {
        launches.put(launch.run(), launch);
    }

    synchronized void launched(KnownInstance known, Keeper keeper, Optional<String> jobName) {
        known.run().ifPresent(launches::remove);
        rows.merge(
                known.id(),
                Row.remembered(known, keeper, jobName),
                (row, _) -> row.known().isMine() ? row : row.with(known, keeper).withJob(jobName));
    }

    synchronized boolean isPending(RunId run) {
        return launches.containsKey(run);
    }

    /// Whether it is looked for.
    synchronized boolean isInDoubt(RunId run) {
        var launch = launches.get(run);
        return launch != null && launch.inDoubt();
    }

    synchronized void launchSettled(RunId run) {
        launches.remove(run);
    }

    synchronized void kept(InstanceId id, Custody custody, Keeper keeper) {
        change(id, row -> row.with(row.known().with(custody), keeper));
    }

    synchronized void endingAsked(InstanceId id, Instant at) {
        change(
                id,
                row ->
                        row.ending().isPresent()
                                ? row
                                : row.with(new Ending(at, 0, Optional.empty())));
    }

    synchronized void terminateSent(InstanceId id, Instant at, Optional<? extends Problem> answer) {
        change(
                id,
                row -> {
                    var ending = row.ending().orElse(new Ending(at, 0, Optional.empty()));
                    return row.with(
                            new Ending(ending.since(), ending.asked() + 1, answer.map(why -> why)));
                });
    }

    private void change(InstanceId id, UnaryOperator<Row> change) {
        rows.computeIfPresent(id, (_, row) -> change.apply(row));
    }

    synchronized Optional<Row> find(InstanceId id) {
        return Optional.ofNullable(rows.get(id));
    }

    synchronized boolean isEnded(InstanceId id) {
        var row = rows.get(id);
        return row != null && !row.isAlive();
    }

    synchronized List<Row> all() {
        return List.copyOf(rows.values());
    }

    synchronized Fleet snapshot(Instant midnight, Instant now) {
        var instances = rows.values().stream().map(row -> row.shown(types)).toList();
        var spent =
                instances.stream()
                        .filter(FleetInstance::isMine)
                        .map(i -> spentSince(midnight, now, i))
                        .reduce(Cents.ZERO, Cents::plus);
        return new Fleet(
                instances, List.copyOf(launches.values()), readAt, answerTime, problem, spent);
    }

    private static Cents spentSince(Instant midnight, Instant now, FleetInstance instance) {
        var from = instance.since().isBefore(midnight) ? midnight : instance.since();
        var until = instance.endedAt().orElse(now);
        return instance.instance().type().pricePerHour().perHourOver(Duration.between(from, until));
    }
}
