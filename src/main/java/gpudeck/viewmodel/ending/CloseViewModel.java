package gpudeck.viewmodel.ending;

import gpudeck.domain.Cents;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is asked when the window is to be closed while something of the user's goes on.
public final class CloseViewModel implements AutoCloseable {

    public enum Phase {
        /// What to do with what goes on.
        ASKING,
        /// Asked to end; the proof is waited for.
        ENDING,
        /// It did not come in time.
        NOT_PROVED,
        /// Answered: the window stays, or closes.
        OVER
    }

    /// What is said in a phase.
    ///
    /// @param rate per hour that goes on
    /// @param leftAlone what it comes to if it is left running; empty if it costs nothing
    public record Shown(
            Phase phase,
            UserMessage question,
            List<UserMessage> text,
            List<EndingLine> lines,
            Cents rate,
            List<LeftAlone> leftAlone) {

        public Shown {
            text = List.copyOf(text);
            lines = List.copyOf(lines);
            leftAlone = List.copyOf(leftAlone);
        }

        /// Whether machines may be left running; a job alone ends with the window.
        public boolean canLeave() {
            return rate.compareTo(Cents.ZERO) > 0;
        }
    }

    /// How long the proof is waited for at a time.
    public static final Duration LIMIT = Duration.ofMinutes(5);

    private final Live live;
    private final Supplier<Set<InstanceId>> kept;
    private final ClosingAccess access;
    private final Runnable closeWindow;
    private final Background background;
    private final Set<InstanceId> ending = new LinkedHashSet<>();
    private final ReadOnlyObjectWrapper<Shown> shown;
    private final Subscription fleetChanges;
    private final Subscription jobChanges;
    private final Subscription guardChanges;
    private final javafx.util.Subscription ticks;
    private Phase phase = Phase.ASKING;
    private Optional<UserMessage> failure = Optional.empty();
    private Background.Handle waiting = () -> {};

    /// @param kept the machines that jobs of this window kept
    /// @param closeWindow closes it without asking
    public CloseViewModel(
            Live live,
            Supplier<Set<InstanceId>> kept,
            ClosingAccess access,
            Runnable closeWindow,
            Background background) {
        this.live = live;
        this.kept = kept;
        this.access = access;
        this.closeWindow = closeWindow;
        this.background = background;
        shown = new ReadOnlyObjectWrapper<>(now());
        fleetChanges = live.fleet().subscribe(_ -> background.onUiThread(this::follow));
        jobChanges = live.jobs().subscribe(_ -> background.onUiThread(this::follow));
        guardChanges = live.custody().guard().subscribe(_ -> background.onUiThread(this::follow));
        ticks = live.ticker().nowProperty().subscribe(_ -> follow());
    }

    /// Whether closing has to be asked about: a machine, a launch or a job goes on that this window
    /// holds, or a job of its kept one. What else was left running was asked about before.
    public static boolean isNeeded(Live live, Set<InstanceId> kept) {
        return !Mine.held(live, kept).isNothing();
    }

    private Mine held() {
        return Mine.held(live, kept.get());
    }

    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Ends all, waits for the proof, closes then. Also to go on after it did not come in time.
    public void terminateAllThenClose() {
        if (phase == Phase.ENDING || phase == Phase.OVER) {
            return;
        }
        phase = Phase.ENDING;
        failure = Optional.empty();
        follow();
        var too =
                held().machines().stream()
                        .filter(m -> !m.isHeldHere())
                        .map(FleetInstance::id)
                        .toList();
        waiting =
                background.run(
                        () -> access.endHeld(too, LIMIT),
                        left -> {
                            if (left.isEmpty()) {
                                closeAnyway();
                            } else {
                                notProved();
                            }
                        },
                        problem -> {
                            failure = Optional.of(Explanation.of(problem));
                            notProved();
                        });
    }

    private void notProved() {
        phase = Phase.NOT_PROVED;
        follow();
    }

    /// Hands what runs to its leases, then closes. The window stays if that cannot be written down.
    public void leaveRunning() {
        if (phase != Phase.ASKING) {
            return;
        }
        var ids =
                held().machines().stream()
                        .filter(m -> m.ending().isEmpty())
                        .map(FleetInstance::id)
                        .toList();
        background.run(
                () -> {
                    access.leave(ids);
                    return ids;
                },
                _ -> closeAnyway(),
                problem -> {
                    failure = Optional.of(Explanation.of(problem));
                    follow();
                });
    }

    /// Closes, whatever runs.
    public void closeAnyway() {
        over();
        closeWindow.run();
    }

    /// The window stays. What was asked to end goes on ending.
    public void stay() {
        waiting.cancel();
        over();
    }

    private void over() {
        phase = Phase.OVER;
        follow();
        close();
    }

    private void follow() {
        // The proof may still come after the time that it was waited for.
        if (phase == Phase.NOT_PROVED && held().isNothing()) {
            closeAnyway();
            return;
        }
        var now = now();
        if (!now.equals(shown.get())) {
            shown.set(now);
        }
    }

    private Shown now() {
        var mine = held();
        var left = new LeftRunning(mine, live.custody().guard().get(), live);
        return switch (phase) {
            case ASKING, OVER -> asking(mine, left);
            case ENDING ->
                    new Shown(
                            phase,
                            UserMessage.of("ending.close.ending", mine.count()),
                            List.of(
                                    UserMessage.of(
                                            "ending.close.ending.text", new TimeSpan(LIMIT))),
                            progress(mine),
                            mine.rate(),
                            List.of());
            case NOT_PROVED ->
                    new Shown(
                            phase,
                            UserMessage.of("ending.close.notProved", mine.count(), mine.rate()),
                            withFailure(List.of(notProvedText(left))),
                            progress(mine),
                            mine.rate(),
                            left.holds() ? List.of() : left.amounts());
        };
    }

    private Shown asking(Mine mine, LeftRunning left) {
        int machines = mine.count();
        var text = new ArrayList<UserMessage>();
        text.add(
                UserMessage.of(
                        machines == 0 ? "ending.close.jobs.text" : "ending.close.text", machines));
        text.addAll(left.sentences());
        text.addAll(mine.stays(live.fleet().get()));
        return new Shown(
                phase,
                machines == 0
                        ? UserMessage.of("ending.close.jobs", mine.jobs().size())
                        : UserMessage.of("ending.close", machines, mine.rate()),
                withFailure(text),
                mine.lines(live),
                mine.rate(),
                left.amounts());
    }

    private List<UserMessage> withFailure(List<UserMessage> text) {
        return Stream.concat(failure.stream(), text.stream()).toList();
    }

    /// Closed, only a guardian goes on with it.
    private static UserMessage notProvedText(LeftRunning left) {
        return UserMessage.of(
                left.holds() ? "ending.close.notProved.guarded" : "ending.close.notProved.text");
    }

    /// Those that ended stay in sight.
    private List<EndingLine> progress(Mine mine) {
        var fleet = live.fleet().get();
        var time = live.ticker().now();
        mine.machines().stream().map(FleetInstance::id).forEach(ending::add);
        var lines = new ArrayList<EndingLine>();
        ending.stream()
                .flatMap(id -> fleet.find(id).stream())
                .map(machine -> EndingLine.after(machine, time))
                .forEach(lines::add);
        mine.launches().forEach(launch -> lines.add(EndingLine.of(launch)));
        mine.jobs().forEach(job -> lines.add(EndingLine.of(job)));
        return lines;
    }

    @Override
    public void close() {
        ticks.unsubscribe();
        fleetChanges.close();
        jobChanges.close();
        guardChanges.close();
    }
}
