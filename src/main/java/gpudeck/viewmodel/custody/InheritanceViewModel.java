package gpudeck.viewmodel.custody;

import gpudeck.domain.Cents;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.engine.fleet.Keeper;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Notice;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.ending.EndingQuestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Takes over what a GPU Deck left running that ended without a word, and asks what becomes of it,
/// or does what the settings say.
public final class InheritanceViewModel implements AutoCloseable {

    private final Live live;
    private final InheritanceAccess access;
    private final Supplier<Abandoned> wish;
    private final Consumer<List<InstanceId>> whenKept;
    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<Inherited>> inherited =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> news =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Subscription> subscriptions;
    private final javafx.util.Subscription ticks;
    private Optional<UserMessage> problem = Optional.empty();
    private boolean busy;

    /// @param wish what the settings say is to be done
    /// @param whenKept told which are left running: jobs may go on there
    public InheritanceViewModel(
            Live live,
            InheritanceAccess access,
            Supplier<Abandoned> wish,
            Consumer<List<InstanceId>> whenKept,
            Background background) {
        this.live = live;
        this.access = access;
        this.wish = wish;
        this.whenKept = whenKept;
        this.background = background;
        subscriptions =
                List.of(
                        live.fleet().subscribe(_ -> background.onUiThread(this::follow)),
                        live.custody()
                                .undecided()
                                .subscribe(_ -> background.onUiThread(this::follow)));
        ticks = live.ticker().nowProperty().subscribe(_ -> show());
    }

    /// Empty while there is nothing to decide.
    public ReadOnlyObjectProperty<Optional<Inherited>> inheritedProperty() {
        return inherited.getReadOnlyProperty();
    }

    /// What was done without a question.
    public ReadOnlyObjectProperty<Optional<Notice>> newsProperty() {
        return news.getReadOnlyProperty();
    }

    /// What is to be asked before they are ended.
    public Optional<EndingQuestion> endingQuestion() {
        var machines = machines();
        return machines.isEmpty()
                ? Optional.empty()
                : Optional.of(EndingQuestion.of(machines, live));
    }

    public void end() {
        end(() -> {});
    }

    public void keep() {
        keep(() -> {});
    }

    private void end(Runnable then) {
        var ids = ids();
        run(() -> access.end(ids), then);
    }

    private void keep(Runnable then) {
        var ids = ids();
        run(
                () -> access.keep(ids),
                () -> {
                    whenKept.accept(ids);
                    then.run();
                });
    }

    private interface Work {
        void run() throws Exception;
    }

    private void run(Work work, Runnable then) {
        busy = true;
        background.run(
                () -> {
                    work.run();
                    return "";
                },
                _ -> {
                    done(Optional.empty());
                    then.run();
                },
                failure -> done(Optional.of(Explanation.of(failure))));
    }

    private void done(Optional<UserMessage> why) {
        busy = false;
        problem = why;
        show();
    }

    private void follow() {
        var fleet = live.fleet().get();
        boolean left =
                fleet.mine().stream()
                        .anyMatch(i -> i.keeper() == Keeper.NOBODY && i.ending().isEmpty());
        if (!busy && (left || isAnyDecided(fleet))) {
            run(access::takeOver, this::doAsWished);
        } else if (!busy) {
            doAsWished();
        }
        show();
    }

    /// It ended meanwhile, or was asked to: no question is open about it.
    private boolean isAnyDecided(Fleet fleet) {
        return live.custody().undecided().get().stream()
                .anyMatch(id -> fleet.find(id).filter(i -> isOpen(i)).isEmpty());
    }

    private static boolean isOpen(FleetInstance machine) {
        return machine.isBilled() && machine.ending().isEmpty();
    }

    private void doAsWished() {
        var machines = machines();
        if (machines.isEmpty()) {
            return;
        }
        var rate = Fleet.pricePerHour(machines);
        switch (wish.get()) {
            case ASK -> {}
            case TERMINATE -> end(() -> tell("custody.ended", machines.size(), rate));
            case KEEP -> keep(() -> tell("custody.kept", machines.size(), rate));
        }
    }

    private void tell(String key, int machines, Cents rate) {
        news.set(
                Optional.of(
                        new Notice(
                                Tone.WARNING,
                                UserMessage.of("custody.left", machines),
                                UserMessage.of(key, machines, rate))));
    }

    private List<InstanceId> ids() {
        return machines().stream().map(FleetInstance::id).toList();
    }

    private List<FleetInstance> machines() {
        var fleet = live.fleet().get();
        return live.custody().undecided().get().stream()
                .flatMap(id -> fleet.find(id).stream())
                .filter(InheritanceViewModel::isOpen)
                .toList();
    }

    private void show() {
        var machines = machines();
        inherited.set(machines.isEmpty() ? Optional.empty() : Optional.of(words(machines)));
    }

    private Inherited words(List<FleetInstance> machines) {
        var now = live.ticker().now();
        var soFar = machines.stream().map(m -> m.soFar(now)).reduce(Cents.ZERO, Cents::plus);
        return new Inherited(
                machines.stream().map(FleetInstance::id).toList(),
                UserMessage.of("custody.left", machines.size()),
                UserMessage.of("custody.left.text", Fleet.pricePerHour(machines), soFar),
                problem);
    }

    @Override
    public void close() {
        ticks.unsubscribe();
        subscriptions.forEach(Subscription::close);
    }
}
