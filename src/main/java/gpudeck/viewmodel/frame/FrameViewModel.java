package gpudeck.viewmodel.frame;

import gpudeck.domain.Problem;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Catalog;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.PendingLaunch;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.MachineStatus;
import gpudeck.viewmodel.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The frame around every page: account, freshness, money, alarms, counts, the status bar.
public final class FrameViewModel implements AutoCloseable {

    private final Live live;
    private final Session session;
    private final Actions actions;
    private final Background background;
    private final ReadOnlyObjectWrapper<Figures> figures;
    private final ReadOnlyObjectWrapper<Status> freshness;
    private final ReadOnlyObjectWrapper<Optional<Alarm>> alarm =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<NavigationCount> types =
            new ReadOnlyObjectWrapper<>(NavigationCount.NONE);
    private final ReadOnlyObjectWrapper<NavigationCount> instances =
            new ReadOnlyObjectWrapper<>(NavigationCount.NONE);
    private final ReadOnlyObjectWrapper<NavigationCount> jobs =
            new ReadOnlyObjectWrapper<>(NavigationCount.NONE);
    private final ReadOnlyObjectWrapper<List<UserMessage>> readings =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Guarding> guard;
    private final BooleanBinding canTerminateAllMine;
    private final List<Subscription> subscriptions;
    private final javafx.util.Subscription ticks;

    /// What the frame can do by itself. Both may take long.
    public interface Actions {
        void readNow() throws Exception;

        void terminate(Collection<InstanceId> ids) throws Exception;
    }

    public FrameViewModel(Live live, Session session, Actions actions, Background background) {
        this.live = live;
        this.session = session;
        this.actions = actions;
        this.background = background;
        var fleet = live.fleet().get();
        figures = new ReadOnlyObjectWrapper<>(Figures.of(fleet));
        freshness = new ReadOnlyObjectWrapper<>(Freshness.of(fleet, live.ticker().now(), session));
        guard = new ReadOnlyObjectWrapper<>(Guarding.of(live.custody().guard().get()));
        canTerminateAllMine = Bindings.createBooleanBinding(() -> figures.get().anyMine(), figures);
        subscriptions =
                List.of(
                        live.fleet().subscribe(f -> background.onUiThread(() -> show(f))),
                        live.catalog().subscribe(c -> background.onUiThread(() -> show(c))),
                        live.jobs()
                                .subscribe(runs ->
                                        background.onUiThread(() -> jobs.set(count(runs.size())))),
                        live.custody()
                                .guard()
                                .subscribe(s ->
                                        background.onUiThread(() -> guard.set(Guarding.of(s)))),
                        live.custody()
                                .undecided()
                                .subscribe(_ -> background.onUiThread(this::countInstances)));
        ticks = live.ticker().nowProperty().subscribe(now -> tick(live.fleet().get(), now));
    }

    public Session session() {
        return session;
    }

    public ReadOnlyObjectProperty<Figures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Status> freshnessProperty() {
        return freshness.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Alarm>> alarmProperty() {
        return alarm.getReadOnlyProperty();
    }

    /// How many types there are.
    public ReadOnlyObjectProperty<NavigationCount> typesProperty() {
        return types.getReadOnlyProperty();
    }

    /// How many instances cost money.
    public ReadOnlyObjectProperty<NavigationCount> instancesProperty() {
        return instances.getReadOnlyProperty();
    }

    /// How many jobs run.
    public ReadOnlyObjectProperty<NavigationCount> jobsProperty() {
        return jobs.getReadOnlyProperty();
    }

    /// What the status bar says of the last reads, left to right.
    public ReadOnlyObjectProperty<List<UserMessage>> readingsProperty() {
        return readings.getReadOnlyProperty();
    }

    /// Why the last read failed.
    public ReadOnlyObjectProperty<Optional<UserMessage>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Who keeps the leases, and what that holds.
    public ReadOnlyObjectProperty<Guarding> guardProperty() {
        return guard.getReadOnlyProperty();
    }

    public BooleanBinding canTerminateAllMine() {
        return canTerminateAllMine;
    }

    /// A failure is published with the fleet or the catalog.
    public void readNow() {
        run(actions::readNow);
    }

    /// Asks at once for the end of what is not confirmed.
    public void tryAgain() {
        alarm.get().ifPresent(a -> run(() -> actions.terminate(a.instances())));
    }

    private void run(Work work) {
        background.run(
                () -> {
                    work.run();
                    return "";
                },
                _ -> {},
                failure -> problem.set(Optional.of(Explanation.of(failure))));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void show(Fleet fleet) {
        figures.set(Figures.of(fleet));
        problem.set(problem(fleet.problem(), live.catalog().get().problem()));
        tick(fleet, live.ticker().now());
        readings.set(readings(fleet, live.catalog().get()));
    }

    private void show(Catalog catalog) {
        types.set(count(catalog.offers().size()));
        problem.set(problem(live.fleet().get().problem(), catalog.problem()));
        readings.set(readings(live.fleet().get(), catalog));
    }

    private void tick(Fleet fleet, Instant now) {
        freshness.set(Freshness.of(fleet, now, session));
        alarm.set(Alarm.of(fleet, now));
        countInstances();
    }

    private void countInstances() {
        var fleet = live.fleet().get();
        int number = fleet.billed().size() + fleet.launches().size();
        instances.set(NavigationCount.of(number, needsYou(fleet)));
    }

    private boolean needsYou(Fleet fleet) {
        var now = live.ticker().now();
        return !fleet.notStartedHere().isEmpty()
                || !live.custody().undecided().get().isEmpty()
                || fleet.launches().stream().anyMatch(PendingLaunch::inDoubt)
                || fleet.billed().stream().anyMatch(m -> MachineStatus.needsYou(m, now));
    }

    private static Optional<UserMessage> problem(
            Optional<Problem> ofFleet, Optional<Problem> ofCatalog) {
        return ofFleet.or(() -> ofCatalog).map(Explanation::of);
    }

    private List<UserMessage> readings(Fleet fleet, Catalog catalog) {
        var answer =
                session.isDemo()
                        ? Optional.of(UserMessage.of("frame.status.simulated"))
                        : fleet.readAt()
                                .map(_ ->
                                        UserMessage.of(
                                                "frame.status.answers",
                                                Long.toString(fleet.answerTime().toMillis())));
        return Stream.of(
                        answer,
                        fleet.readAt()
                                .map(at -> UserMessage.of("frame.status.instances", clock(at))),
                        catalog.typesReadAt()
                                .map(at -> UserMessage.of("frame.status.types", clock(at))))
                .flatMap(Optional::stream)
                .toList();
    }

    private String clock(Instant at) {
        return Clocks.toTheSecond(at, live.ticker().zone());
    }

    private static NavigationCount count(int number) {
        return NavigationCount.of(number, false);
    }

    @Override
    public void close() {
        ticks.unsubscribe();
        subscriptions.forEach(Subscription::close);
    }
}
