package gpudeck.viewmodel.history;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.engine.job.JobService.PastRun;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.RowSync;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Past runs and those under way, newest first, filtered by words and outcome.
public final class HistoryViewModel implements AutoCloseable {

    /// What the page has to show.
    public enum State {
        LOADING,
        LIST,
        /// Nothing has run yet.
        EMPTY,
        /// The filters hide everything.
        NOTHING_FITS
    }

    private final Map<RunId, HistoryRow> byId = new LinkedHashMap<>();
    private final ObservableList<HistoryRow> rows = FXCollections.observableArrayList();
    private final ObservableList<HistoryRow> shownRows =
            FXCollections.unmodifiableObservableList(rows);
    private final StringProperty words = new SimpleStringProperty("");
    private final ObjectProperty<Optional<HistoryRow.Sign>> outcome =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<HistoryRow>> selected =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<UserMessage> summary =
            new ReadOnlyObjectWrapper<>(UserMessage.of("history.summary.reading"));
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Callable<List<PastRun>> history;
    private final Live live;
    private final Background background;
    private final Subscription jobs;

    /// @param history reads the journal, newest first
    public HistoryViewModel(Live live, Callable<List<PastRun>> history, Background background) {
        this.live = live;
        this.history = history;
        this.background = background;
        words.subscribe(_ -> arrange());
        outcome.subscribe(_ -> arrange());
        jobs = live.jobs().subscribe(_ -> background.onUiThread(this::refresh));
    }

    public ObservableList<HistoryRow> rows() {
        return shownRows;
    }

    public StringProperty wordsProperty() {
        return words;
    }

    public ObjectProperty<Optional<HistoryRow.Sign>> outcomeProperty() {
        return outcome;
    }

    public ObjectProperty<Optional<HistoryRow>> selectedProperty() {
        return selected;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<UserMessage> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// Why the journal could not be read.
    public ReadOnlyObjectProperty<Optional<UserMessage>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(live.ticker().now(), zone());
    }

    public ZoneId zone() {
        return live.ticker().zone();
    }

    /// Reads the journal again.
    public void refresh() {
        background.run(
                history, this::show, failure -> problem.set(Optional.of(Explanation.of(failure))));
    }

    public void clearFilter() {
        words.set("");
        outcome.set(Optional.empty());
    }

    private void show(List<PastRun> runs) {
        problem.set(Optional.empty());
        var now = live.ticker().now();
        var before = Map.copyOf(byId);
        byId.clear();
        for (var run : runs) {
            var row = Optional.ofNullable(before.get(run.state().id()));
            row.ifPresent(r -> r.show(run, now));
            byId.put(run.state().id(), row.orElseGet(() -> new HistoryRow(run, now)));
        }
        state.set(State.LIST);
        arrange();
    }

    private void arrange() {
        if (state.get() == State.LOADING) {
            return;
        }
        RowSync.apply(rows, byId.values().stream().filter(this::fits).toList(), selected);
        var cost = rows.stream().map(r -> r.shown().cost()).reduce(Cents.ZERO, Cents::plus);
        summary.set(UserMessage.of("history.summary", rows.size(), cost));
        if (byId.isEmpty()) {
            state.set(State.EMPTY);
        } else {
            state.set(rows.isEmpty() ? State.NOTHING_FITS : State.LIST);
        }
    }

    private boolean fits(HistoryRow row) {
        var shown = row.shown();
        var text =
                (shown.job() + " " + shown.gpu() + " " + shown.region()).toLowerCase(Locale.ROOT);
        return text.contains(words.get().toLowerCase(Locale.ROOT).strip())
                && outcome.get().filter(o -> o != shown.sign()).isEmpty();
    }

    @Override
    public void close() {
        jobs.close();
    }
}
