package gpudeck.viewmodel.instances;

import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Catalog;
import gpudeck.engine.fleet.Fleet;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Notice;
import gpudeck.viewmodel.RowSync;
import gpudeck.viewmodel.ending.EndingQuestion;
import gpudeck.viewmodel.frame.Freshness;
import gpudeck.viewmodel.frame.Session;
import gpudeck.viewmodel.instances.InstanceRow.Group;
import gpudeck.viewmodel.instances.InstanceRow.HeadRow;
import gpudeck.viewmodel.instances.InstanceRow.MachineRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The account's machines: what runs, what it costs, what can be done with what is selected.
public final class InstancesViewModel implements AutoCloseable {

    /// What the page has to show.
    public enum State {
        /// Not read yet, and nothing is remembered.
        LOADING,
        LIST,
        /// Nothing is there.
        EMPTY,
        /// The filters hide everything.
        NOTHING_FITS
    }

    private final Live live;
    private final Session session;
    private final FleetAccess access;
    private final MachineCommands commands;
    private final InstanceBook book;
    private final Map<Group, HeadRow> heads = new EnumMap<>(Group.class);
    private final ObservableList<InstanceRow> rows = FXCollections.observableArrayList();
    private final ObservableList<MachineRow> selected = FXCollections.observableArrayList();

    /// Kept: what listens to them hangs on these wrappers.
    private final ObservableList<InstanceRow> shownRows =
            FXCollections.unmodifiableObservableList(rows);

    private final ObservableList<MachineRow> shownSelected =
            FXCollections.unmodifiableObservableList(selected);
    private final StringProperty words = new SimpleStringProperty("");
    private final ObjectProperty<Whose> whose = new SimpleObjectProperty<>(Whose.ALL);
    private final ReadOnlyObjectWrapper<Selection> selection =
            new ReadOnlyObjectWrapper<>(Selection.NONE);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<UserMessage> summary =
            new ReadOnlyObjectWrapper<>(UserMessage.of("instances.summary.reading"));
    private final ReadOnlyObjectWrapper<Optional<Notice>> stale = empty();
    private final ReadOnlyObjectWrapper<Optional<Strangers>> strangers = empty();
    private final ReadOnlyObjectWrapper<UserMessage> idle =
            new ReadOnlyObjectWrapper<>(FleetWords.idle(Catalog.UNREAD));
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> storage = empty();
    private final Set<InstanceId> known = new HashSet<>();
    private final List<Subscription> subscriptions;
    private final javafx.util.Subscription ticks;
    private Fleet shown = Fleet.UNREAD;
    private boolean arranging;

    public InstancesViewModel(
            Live live, Session session, FleetAccess access, Background background) {
        this.live = live;
        this.session = session;
        this.access = access;
        commands = new MachineCommands(access, background);
        book = new InstanceBook(live, session);
        for (var group : Group.values()) {
            heads.put(group, new HeadRow(group));
        }
        words.subscribe(_ -> arrange());
        whose.subscribe(_ -> arrange());
        subscriptions =
                List.of(
                        live.fleet().subscribe(now -> background.onUiThread(() -> show(now))),
                        live.catalog().subscribe(now -> background.onUiThread(() -> show(now))));
        ticks = live.ticker().nowProperty().subscribe(_ -> tick());
    }

    private static <T> ReadOnlyObjectWrapper<Optional<T>> empty() {
        return new ReadOnlyObjectWrapper<>(Optional.empty());
    }

    /// Heads and machines in their order.
    public ObservableList<InstanceRow> rows() {
        return shownRows;
    }

    /// The chosen rows; changed by [#select] only.
    public ObservableList<MachineRow> selected() {
        return shownSelected;
    }

    /// What the chosen rows show now.
    public ReadOnlyObjectProperty<Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    public StringProperty wordsProperty() {
        return words;
    }

    public ObjectProperty<Whose> whoseProperty() {
        return whose;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<UserMessage> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// Empty while the list is fresh.
    public ReadOnlyObjectProperty<Optional<Notice>> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// Machines that were not started here and nobody said are known.
    public ReadOnlyObjectProperty<Optional<Strangers>> strangersProperty() {
        return strangers.getReadOnlyProperty();
    }

    /// Why the last thing asked for did not work.
    public ReadOnlyObjectProperty<Optional<Notice>> problemProperty() {
        return commands.problemProperty();
    }

    /// What has to be answered before a machine is connected to.
    public ReadOnlyObjectProperty<Optional<HostKeyQuestion>> hostKeyQuestionProperty() {
        return commands.questionProperty();
    }

    /// What happened last.
    public ReadOnlyObjectProperty<Optional<Notice>> newsProperty() {
        return commands.newsProperty();
    }

    /// What is said while nothing is there.
    public ReadOnlyObjectProperty<UserMessage> idleProperty() {
        return idle.getReadOnlyProperty();
    }

    /// What costs money even then.
    public ReadOnlyObjectProperty<Optional<UserMessage>> storageProperty() {
        return storage.getReadOnlyProperty();
    }

    /// All that is told of a machine.
    public Detail detail(MachineFacts machine) {
        return Detail.of(machine, machine.id().flatMap(access::hostKey), live.ticker());
    }

    /// What to know of a machine now; empty while all is as it should be.
    public Optional<Advice> advice(MachineFacts machine) {
        return Advice.of(machine, live.ticker());
    }

    public void clearFilter() {
        words.set("");
        whose.set(Whose.ALL);
    }

    /// Not while the rows change places: a table makes up a selection of its own then.
    public void select(List<MachineRow> now) {
        if (!arranging && !selected.equals(now)) {
            selected.setAll(now);
            showSelection();
        }
    }

    /// The machines that are not started here are known: no banner for these.
    public void strangersAreKnown() {
        strangers.get().ifPresent(s -> known.addAll(s.ids()));
        showWords();
    }

    /// Shows the machines that are not started here, the first of them selected.
    public void showStrangers() {
        words.set("");
        whose.set(Whose.NOT_STARTED_HERE);
        machines().findFirst().ifPresent(row -> select(List.of(row)));
    }

    public void dismissProblem() {
        commands.dismissProblem();
    }

    /// What is to be asked before the selected machines are ended; empty if they cannot be.
    public Optional<EndingQuestion> endingQuestion() {
        var chosen = selection.get();
        return chosen.canTerminate()
                ? Optional.of(EndingQuestion.of(chosen.instances(), live))
                : Optional.empty();
    }

    /// Ends the selected machines, and goes on to the next row.
    public void terminateSelected() {
        var chosen = selection.get();
        if (chosen.canTerminate()) {
            access.terminate(chosen.ids());
            if (!chosen.isEnding()) {
                selectNext();
            }
        }
    }

    private void selectNext() {
        int last = selected.stream().mapToInt(rows::indexOf).max().orElse(rows.size());
        rows.stream()
                .skip(last + 1L)
                .filter(MachineRow.class::isInstance)
                .map(MachineRow.class::cast)
                .filter(row -> !row.machine().isEnded())
                .findFirst()
                .ifPresent(next -> select(List.of(next)));
    }

    public void restartSelected() {
        commands.restart(selection.get());
    }

    public void renameSelected(String name) {
        commands.rename(selection.get(), name);
    }

    /// Adds an hour to the leases of the selected machines.
    public void extendSelected() {
        commands.extend(selection.get());
    }

    /// @param ready takes the command that opens a shell on the selected machine
    public void sshCommand(Consumer<String> ready) {
        commands.sshCommand(selection.get(), ready);
    }

    private void show(Fleet now) {
        var happened = FleetWords.news(shown, now);
        shown = now;
        tick();
        happened.forEach(commands::tell);
    }

    private void show(Catalog now) {
        idle.set(FleetWords.idle(now));
        storage.set(FleetWords.storage(now));
    }

    private void tick() {
        book.take(shown);
        arrange();
        showWords();
    }

    private void showWords() {
        var now = live.ticker().now();
        summary.set(FleetWords.summary(shown, now));
        stale.set(
                Freshness.isOld(shown, now, session)
                        ? FleetWords.stale(shown, now, live.ticker().zone())
                        : Optional.empty());
        strangers.set(FleetWords.strangers(shown, now, known));
    }

    private void arrange() {
        var target = target();
        if (!rows.equals(target)) {
            var before = List.copyOf(selected);
            arranging = true;
            RowSync.apply(rows, target);
            arranging = false;
            selected.setAll(before.stream().filter(target::contains).toList());
        }
        showSelection();
        state.set(stateNow());
    }

    private List<InstanceRow> target() {
        var target = new ArrayList<InstanceRow>();
        var filter = new InstanceFilter(words.get(), whose.get());
        var fitting = book.rows().stream().filter(row -> filter.fits(row.machine())).toList();
        heads.forEach((group, head) -> {
            var members = fitting.stream().filter(r -> r.machine().group() == group).toList();
            if (!members.isEmpty()) {
                head.show(
                        FleetWords.head(
                                group,
                                members.stream().map(MachineRow::machine).toList(),
                                live.ticker().now()));
                target.add(head);
                target.addAll(members);
            }
        });
        return target;
    }

    private State stateNow() {
        if (!rows.isEmpty()) {
            return State.LIST;
        }
        if (!book.rows().isEmpty()) {
            return State.NOTHING_FITS;
        }
        return shown.readAt().isEmpty() ? State.LOADING : State.EMPTY;
    }

    private void showSelection() {
        var now = new Selection(selected.stream().map(MachineRow::facts).toList());
        if (!now.equals(selection.get())) {
            selection.set(now);
        }
    }

    private Stream<MachineRow> machines() {
        return rows.stream().filter(MachineRow.class::isInstance).map(MachineRow.class::cast);
    }

    @Override
    public void close() {
        ticks.unsubscribe();
        subscriptions.forEach(Subscription::close);
    }
}
