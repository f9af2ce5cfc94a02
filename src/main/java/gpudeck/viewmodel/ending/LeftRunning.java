package gpudeck.viewmodel.ending;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.UserMessage;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Guard;
import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.Live;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What machines come to that are left running when the window closes: until when, who ends them
/// then, and what that costs.
///
/// @param guard that stays behind
record LeftRunning(Mine mine, Guard.State guard, Live live) {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /// Amounts that grow with the time.
    List<LeftAlone> amounts() {
        var amounts = new ArrayList<LeftAlone>();
        if (mine.count() > 0) {
            lastEnd().filter(_ -> holds()).map(this::untilLeasesEnd).ifPresent(amounts::add);
            untilMorning().ifPresent(amounts::add);
        }
        return amounts;
    }

    /// Who ends them, and what does not.
    List<UserMessage> sentences() {
        var sentences = new ArrayList<UserMessage>();
        int count = mine.count();
        if (count > 0) {
            sentences.add(
                    switch (guard) {
                        case Guard.State.Standing _ ->
                                UserMessage.of("ending.close.standing", count);
                        case Guard.State.Missing(String why) ->
                                UserMessage.of("ending.close.missing", count, why);
                        case Guard.State.Idle _ -> UserMessage.of("ending.close.idle", count);
                        case Guard.State.Unneeded _ -> UserMessage.of("ending.close.unneeded");
                    });
        }
        job().ifPresent(sentences::add);
        if (!mine.launches().isEmpty() && guard instanceof Guard.State.Standing) {
            sentences.add(UserMessage.of("ending.close.launch", mine.launches().size()));
        }
        return sentences;
    }

    /// A job needs this program; its machine does not.
    private Optional<UserMessage> job() {
        var names = live.runningJobs().namesOn(mine.machines());
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        UserMessage.of("ending.close.job", names.size(), String.join(", ", names)));
    }

    /// Whether their leases end them.
    boolean holds() {
        return !(guard instanceof Guard.State.Missing || guard instanceof Guard.State.Idle);
    }

    /// Empty if one of them has no lease.
    private Optional<Instant> lastEnd() {
        var ends = mine.machines().stream().flatMap(m -> m.lease().stream()).toList();
        return ends.size() < mine.machines().size()
                ? Optional.empty()
                : ends.stream().map(Lease.End::at).max(Instant::compareTo);
    }

    private LeftAlone untilLeasesEnd(Instant last) {
        return new LeftAlone(
                UserMessage.of(
                        "ending.close.leases",
                        mine.machines().size(),
                        Clocks.until(last, live.ticker())),
                UserMessage.of("ending.close.atMost", costUntil(last)));
    }

    /// Only if one of them still runs then.
    private Optional<LeftAlone> untilMorning() {
        var now = live.ticker().now().atZone(live.ticker().zone());
        boolean today = now.toLocalTime().isBefore(MORNING);
        var morning = now.with(MORNING).plusDays(today ? 0 : 1).toInstant();
        if (holds() && lastEnd().filter(end -> !end.isAfter(morning)).isPresent()) {
            return Optional.empty();
        }
        var dollars = Math.ceilDiv(costUntil(morning).value(), 100L);
        return Optional.of(
                new LeftAlone(
                        UserMessage.of(today ? "ending.close.today" : "ending.close.tomorrow"),
                        UserMessage.of("ending.close.about", "$%,d".formatted(dollars))));
    }

    /// From now on; a lease that holds ends it before.
    private Cents costUntil(Instant then) {
        var now = live.ticker().now();
        var machines =
                mine.machines().stream()
                        .map(m ->
                                m.instance()
                                        .type()
                                        .pricePerHour()
                                        .perHourOver(Duration.between(now, end(m, then))))
                        .reduce(Cents.ZERO, Cents::plus);
        return mine.launches().stream()
                .map(l -> l.type().pricePerHour().perHourOver(Duration.between(now, then)))
                .reduce(machines, Cents::plus);
    }

    private Instant end(FleetInstance machine, Instant then) {
        return machine.lease()
                .map(Lease.End::at)
                .filter(end -> holds() && end.isBefore(then))
                .orElse(then);
    }
}
