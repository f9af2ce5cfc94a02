package gpudeck.viewmodel.custody;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Explanation;
import gpudeck.engine.custody.LeaseWarning;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.custody.LeaseNotice.Shown;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the window says of leases by itself: one that ends soon, what ran out while the computer
/// slept. Each stays until it is no longer true, or was read.
public final class LeaseNotices implements AutoCloseable {

    public static final Duration STEP = Duration.ofHours(1);

    /// As the last warning does, and not before.
    private static final Duration AT_ONCE = Duration.ofMinutes(5);

    private final ObservableList<LeaseNotice> notices = FXCollections.observableArrayList();
    private final ObservableList<LeaseNotice> shown =
            FXCollections.unmodifiableObservableList(notices);
    private final Map<InstanceId, Warned> warned = new HashMap<>();
    private final Live live;
    private final Extension extension;
    private final InstantSource clock;
    private final Background background;
    private final List<Subscription> subscriptions;
    private final javafx.util.Subscription ticks;

    /// @param end of the lease that was warned of: one that ends later is no longer soon over
    private record Warned(LeaseNotice notice, Lease.End end) {}

    /// Makes leases longer. Blocks.
    @FunctionalInterface
    public interface Extension {
        void extend(Collection<InstanceId> ids, Duration by) throws Exception;
    }

    /// @param clock that went on while the window's own time stood still
    public LeaseNotices(
            Live live, Extension extension, InstantSource clock, Background background) {
        this.live = live;
        this.extension = extension;
        this.clock = clock;
        this.background = background;
        var custody = live.custody();
        subscriptions =
                List.of(
                        custody.warnings().subscribe(w -> w.ifPresent(this::warn)),
                        custody.slept().subscribe(time -> time.ifPresent(this::slept)),
                        live.fleet().subscribe(_ -> background.onUiThread(this::follow)));
        ticks = live.ticker().nowProperty().subscribe(_ -> follow());
    }

    public ObservableList<LeaseNotice> notices() {
        return shown;
    }

    /// Adds an hour to the lease that it is about.
    public void extend(LeaseNotice notice) {
        notice.instance()
                .ifPresent(id ->
                        background.run(
                                () -> {
                                    extension.extend(List.of(id), STEP);
                                    return id;
                                },
                                _ -> follow(),
                                failure -> failed(notice, failure)));
    }

    private static void failed(LeaseNotice notice, Exception failure) {
        var before = notice.shownProperty().get();
        notice.show(new Shown(Tone.DANGER, Explanation.of(failure), before.extend()));
    }

    public void dismiss(LeaseNotice notice) {
        notices.remove(notice);
        warned.values().removeIf(w -> w.notice().equals(notice));
    }

    private void warn(LeaseWarning warning) {
        background.onUiThread(() ->
                machine(warning.instance())
                        .ifPresent(machine ->
                                machine.lease().ifPresent(lease -> warn(machine, lease))));
    }

    private void warn(FleetInstance machine, Lease.End lease) {
        var before = Optional.ofNullable(warned.get(machine.id()));
        var notice =
                before.map(Warned::notice)
                        .orElseGet(() ->
                                new LeaseNotice(Optional.of(machine.id()), words(machine, lease)));
        notice.show(words(machine, lease));
        warned.put(machine.id(), new Warned(notice, lease));
        if (before.isEmpty()) {
            notices.add(notice);
        }
    }

    private Shown words(FleetInstance machine, Lease.End lease) {
        var left = lease.left(clock.instant());
        var price = machine.instance().type().pricePerHour();
        boolean hasJob = live.runningJobs().on(machine).isPresent();
        return new Shown(
                left.compareTo(AT_ONCE) <= 0 ? Tone.DANGER : Tone.WARNING,
                UserMessage.of(
                        "lease.warning",
                        machine.instance().displayName(),
                        LeaseLeft.inWords(left),
                        price,
                        hasJob ? 1 : 0),
                Optional.of(price));
    }

    private void follow() {
        for (var was : List.copyOf(warned.values())) {
            var machine = was.notice().instance().flatMap(this::machine);
            machine.flatMap(FleetInstance::lease)
                    .filter(lease -> !isLonger(lease, was.end()))
                    .ifPresentOrElse(
                            lease -> keepTrue(was.notice(), words(machine.orElseThrow(), lease)),
                            () -> dismiss(was.notice()));
        }
    }

    /// The journal knows whole milliseconds.
    private static boolean isLonger(Lease.End now, Lease.End before) {
        return now.at().isAfter(before.at().plusSeconds(1));
    }

    /// What did not work stays to be read.
    private static void keepTrue(LeaseNotice notice, Shown now) {
        var before = notice.shownProperty().get();
        if (before.text().key().equals(now.text().key())) {
            notice.show(now);
        }
    }

    private Optional<FleetInstance> machine(InstanceId id) {
        return live.fleet()
                .get()
                .find(id)
                .filter(m -> m.isMine() && m.isBilled() && m.ending().isEmpty());
    }

    /// On the thread that noticed: a moment later what ran out is asked to end, and looks like it.
    private void slept(Duration time) {
        var now = clock.instant();
        var over =
                live.fleet().get().mine().stream()
                        .filter(m -> m.ending().isEmpty() && m.keeper() != Keeper.ANOTHER_PROGRAM)
                        .filter(m -> m.lease().filter(lease -> lease.isOver(now)).isPresent())
                        .toList();
        var names =
                over.stream()
                        .map(m -> m.instance().displayName())
                        .collect(Collectors.joining(", "));
        var more =
                over.stream()
                        .map(m -> m.instance().type().pricePerHour().perHourOver(late(m)))
                        .reduce(Cents.ZERO, Cents::plus);
        var text = UserMessage.of("lease.slept", new TimeSpan(time), over.size(), names, more);
        var tone = over.isEmpty() ? Tone.ACCENT : Tone.WARNING;
        background.onUiThread(() -> showSlept(new Shown(tone, text, Optional.empty())));
    }

    /// The last sleep is told of, not all of them.
    private void showSlept(Shown now) {
        notices.removeIf(notice -> notice.instance().isEmpty());
        notices.add(new LeaseNotice(Optional.empty(), now));
    }

    private Duration late(FleetInstance machine) {
        return machine.lease()
                .map(lease -> Duration.between(lease.at(), clock.instant()))
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        ticks.unsubscribe();
        subscriptions.forEach(Subscription::close);
    }
}
