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
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /// @param leftAlone what it comes to until the morning; empty if it costs nothing
    public record Shown(
            Phase phase,
            UserMessage question,
            List<UserMessage> text,
            List<EndingLine> lines,
            Cents rate,
            Optional<LeftAlone> leftAlone) {

        public Shown {
            text = List.copyOf(text);
            lines = List.copyOf(lines);
        }

        /// Whether machines may be left running; a job alone ends with the window.
        public boolean canLeave() {
            return rate.compareTo(Cents.ZERO) > 0;
        }
    }

    /// What machines that nobody watches come to.
    public record LeftAlone(UserMessage untilWhen, UserMessage cost) {}

    /// How long the proof is waited for at a time.
    public static final Duration LIMIT = Duration.ofMinutes(5);

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private final Live live;
    private final EndingAccess access;
    private final Runnable closeWindow;
    private final Background background;
    private final Set<InstanceId> ending = new LinkedHashSet<>();
    private final ReadOnlyObjectWrapper<Shown> shown;
    private final Subscription fleetChanges;
    private final Subscription jobChanges;
    private final javafx.util.Subscription ticks;
    private Phase phase = Phase.ASKING;
    private Optional<UserMessage> failure = Optional.empty();
    private Background.Handle waiting = () -> {};

    /// @param closeWindow closes it without asking
    public CloseViewModel(
            Live live, EndingAccess access, Runnable closeWindow, Background background) {
        this.live = live;
        this.access = access;
        this.closeWindow = closeWindow;
        this.background = background;
        shown = new ReadOnlyObjectWrapper<>(now());
        fleetChanges = live.fleet().subscribe(_ -> background.onUiThread(this::follow));
        jobChanges = live.jobs().subscribe(_ -> background.onUiThread(this::follow));
        ticks = live.ticker().nowProperty().subscribe(_ -> follow());
    }

    /// Whether closing has to be asked about: a machine, a launch or a job of the user's goes on.
    public static boolean isNeeded(Live live) {
        return !AllMine.lines(live).isEmpty();
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
        waiting =
                background.run(
                        () -> access.endAllMine(LIMIT),
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
        if (phase == Phase.NOT_PROVED && !isNeeded(live)) {
            closeAnyway();
            return;
        }
        var now = now();
        if (!now.equals(shown.get())) {
            shown.set(now);
        }
    }

    private Shown now() {
        var fleet = live.fleet().get();
        int machines = AllMine.machines(fleet);
        var rate = AllMine.rate(fleet);
        return switch (phase) {
            case ASKING, OVER ->
                    new Shown(
                            phase,
                            machines == 0
                                    ? UserMessage.of(
                                            "ending.close.jobs", AllMine.jobsWithout(live).size())
                                    : UserMessage.of("ending.close", machines, rate),
                            askingText(machines),
                            AllMine.lines(live),
                            rate,
                            untilMorning(rate));
            case ENDING ->
                    new Shown(
                            phase,
                            UserMessage.of("ending.close.ending", machines),
                            List.of(
                                    UserMessage.of(
                                            "ending.close.ending.text", new TimeSpan(LIMIT))),
                            progress(),
                            rate,
                            Optional.empty());
            case NOT_PROVED ->
                    new Shown(
                            phase,
                            UserMessage.of("ending.close.notProved", machines, rate),
                            notProvedText(),
                            progress(),
                            rate,
                            untilMorning(rate));
        };
    }

    private List<UserMessage> askingText(int machines) {
        var text = new ArrayList<UserMessage>();
        text.add(
                UserMessage.of(
                        machines == 0 ? "ending.close.jobs.text" : "ending.close.text", machines));
        AllMine.stays(live.fleet().get()).ifPresent(text::add);
        return text;
    }

    private List<UserMessage> notProvedText() {
        var text = new ArrayList<UserMessage>();
        failure.ifPresent(text::add);
        text.add(UserMessage.of("ending.close.notProved.text"));
        return text;
    }

    /// Those that ended stay in sight.
    private List<EndingLine> progress() {
        var fleet = live.fleet().get();
        var time = live.ticker().now();
        fleet.mine().stream().map(FleetInstance::id).forEach(ending::add);
        var lines = new ArrayList<EndingLine>();
        ending.stream()
                .flatMap(id -> fleet.find(id).stream())
                .map(machine -> EndingLine.after(machine, time))
                .forEach(lines::add);
        fleet.launches().forEach(launch -> lines.add(EndingLine.of(launch)));
        AllMine.jobsWithout(live).forEach(job -> lines.add(EndingLine.of(job)));
        return lines;
    }

    private Optional<LeftAlone> untilMorning(Cents rate) {
        var now = live.ticker().now().atZone(live.ticker().zone());
        boolean today = now.toLocalTime().isBefore(MORNING);
        var morning = now.with(MORNING).plusDays(today ? 0 : 1);
        var cost = rate.perHourOver(Duration.between(now, morning));
        return rate.compareTo(Cents.ZERO) == 0
                ? Optional.empty()
                : Optional.of(
                        new LeftAlone(
                                UserMessage.of(
                                        today ? "ending.close.today" : "ending.close.tomorrow"),
                                UserMessage.of(
                                        "ending.close.about",
                                        "$%,d".formatted(Math.ceilDiv(cost.value(), 100L)))));
    }

    @Override
    public void close() {
        ticks.unsubscribe();
        fleetChanges.close();
        jobChanges.close();
    }
}
