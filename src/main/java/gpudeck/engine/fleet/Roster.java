package gpudeck.engine.fleet;

import gpudeck.domain.Cents;
import gpudeck.domain.Problem;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.journal.KnownInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

    /// Takes in a whole list.
    ///
    /// @return those whose end it proves, which were not known to have ended
    synchronized List<InstanceId> read(List<Instance> listed, Instant at, Duration took) {
        readAt = Optional.of(at);
        answerTime = took;
        problem = Optional.empty();
        var before = List.copyOf(rows.values());
        var named = listed.stream().map(Instance::id).collect(Collectors.toSet());
        var ended = new ArrayList<InstanceId>();
        for (var row : before) {
            if (row.isAlive() && !named.contains(row.id())) {
                var missed = row.missedAgain();
                rows.put(row.id(), missed);
                if (isGone(missed, at)) {
                    ended.add(row.id());
                }
            }
        }
        listed.stream().filter(i -> saw(i, at)).map(Instance::id).forEach(ended::add);
        ended.forEach(id -> ended(id, at));
        return ended;
    }

    private static boolean isGone(Row row, Instant at) {
        return row.missed() >= LISTS_THAT_PROVE_ABSENCE && row.provesEndByAbsence(at);
    }

    /// Takes in what the cloud said of one instance.
    ///
    /// @return whether that proves its end, which was not known
    synchronized boolean saw(Instance instance, Instant at) {
        var row = rows.get(instance.id());
        var known =
                row == null
                        ? KnownInstance.firstSeen(instance, keyFingerprint, at)
                        : row.known().seenAgain(instance, at);
        rows.put(
                instance.id(),
                new Row(
                        known,
                        Optional.of(instance),
                        row == null ? Optional.empty() : row.jobName(),
                        row == null ? Optional.empty() : row.ending(),
                        0));
        return !instance.status().isBilled() && known.endedAt().isEmpty();
    }

    synchronized void ended(InstanceId id, Instant at) {
        change(id, row -> row.with(row.known().ended(at)));
    }

    /// Takes in what the journal knows; what ended and is no longer listed there ended long ago. An
    /// end that was proved since the journal was read stays proved.
    synchronized void remembered(Collection<KnownInstance> known, Map<RunId, String> jobNames) {
        var kept = known.stream().map(KnownInstance::id).collect(Collectors.toSet());
        rows.values().removeIf(row -> !row.isAlive() && !kept.contains(row.id()));
        for (var instance : known) {
            var jobName = instance.run().map(jobNames::get);
            rows.merge(
                    instance.id(),
                    Row.remembered(instance, jobName),
                    (row, _) -> row.with(row.endKept(instance)).withJob(jobName));
        }
    }

    synchronized void failed(Problem why) {
        problem = Optional.of(why);
    }

    synchronized void launching(PendingLaunch launch) {
        launches.put(launch.run(), launch);
    }

    synchronized void launched(KnownInstance known, Optional<String> jobName) {
        known.run().ifPresent(launches::remove);
        rows.merge(
                known.id(),
                Row.remembered(known, jobName),
                (row, fresh) -> row.known().isMine() ? row : row.with(known).withJob(jobName));
    }

    synchronized boolean isPending(RunId run) {
        return launches.containsKey(run);
    }

    synchronized void launchSettled(RunId run) {
        launches.remove(run);
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
