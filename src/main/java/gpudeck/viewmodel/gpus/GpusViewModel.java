package gpudeck.viewmodel.gpus;

import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.engine.Explanation;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.RowSync;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.gpus.GpuRow.HeadRow;
import gpudeck.viewmodel.gpus.GpuRow.TypeRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The types and where they can start now: filtered, sorted, grouped into open and sold out.
public final class GpusViewModel implements AutoCloseable {

    /// What the page has to show.
    public enum State {
        /// Not read yet.
        LOADING,
        LIST,
        /// The filters hide everything.
        NOTHING_FITS
    }

    /// The last read failed.
    ///
    /// @param lead from when the list is, if there is one
    /// @param text why, and what can be done
    public record Stale(UserMessage lead, UserMessage text) {}

    private final Ticker ticker;
    private final Map<String, TypeRow> byName = new LinkedHashMap<>();
    private final HeadRow openHead = head("gpus.group.open");
    private final HeadRow soldOutHead = head("gpus.group.soldOut");
    private final ObservableList<GpuRow> rows = FXCollections.observableArrayList();
    private final ObservableList<GpuRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ObjectProperty<GpuFilter> filter = new SimpleObjectProperty<>(GpuFilter.ANY);
    private final BooleanProperty soldOutShown = new SimpleBooleanProperty(true);
    private final ObjectProperty<GpuSort> sort = new SimpleObjectProperty<>(GpuSort.DEFAULT);
    private final ObjectProperty<Optional<TypeRow>> selected =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<UserMessage> summary =
            new ReadOnlyObjectWrapper<>(UserMessage.of("gpus.summary.reading"));
    private final ReadOnlyObjectWrapper<Optional<TypeRow>> cheapest =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TypeOffer>> nearest =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Stale>> stale =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<GpuChoices> choices =
            new ReadOnlyObjectWrapper<>(GpuChoices.of(Catalog.UNREAD));
    private final Subscription catalogChanges;

    public GpusViewModel(Live live, Background background) {
        ticker = live.ticker();
        filter.subscribe(_ -> arrange());
        soldOutShown.subscribe(_ -> arrange());
        sort.subscribe(_ -> arrange());
        catalogChanges = live.catalog().subscribe(now -> background.onUiThread(() -> show(now)));
    }

    /// Heads and types in their order.
    public ObservableList<GpuRow> rows() {
        return shownRows;
    }

    public ObjectProperty<GpuFilter> filterProperty() {
        return filter;
    }

    public BooleanProperty soldOutShownProperty() {
        return soldOutShown;
    }

    public ObjectProperty<GpuSort> sortProperty() {
        return sort;
    }

    public ObjectProperty<Optional<TypeRow>> selectedProperty() {
        return selected;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<UserMessage> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// The cheapest type that fits the filters and can start now; empty while nothing is filtered.
    public ReadOnlyObjectProperty<Optional<TypeRow>> cheapestProperty() {
        return cheapest.getReadOnlyProperty();
    }

    /// The cheapest type that only the price limit hides, while nothing fits.
    public ReadOnlyObjectProperty<Optional<TypeOffer>> nearestProperty() {
        return nearest.getReadOnlyProperty();
    }

    /// Empty while the last read is good.
    public ReadOnlyObjectProperty<Optional<Stale>> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// What the filters offer.
    public ReadOnlyObjectProperty<GpuChoices> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    public void clearFilter() {
        filter.set(GpuFilter.ANY);
    }

    /// Raises the price limit until the nearest type fits.
    public void raiseLimit() {
        nearest.get()
                .ifPresent(offer -> {
                    var f = filter.get();
                    filter.set(
                            new GpuFilter(
                                    f.words(),
                                    f.model(),
                                    f.memoryGb(),
                                    f.gpus(),
                                    f.architecture(),
                                    f.region(),
                                    Optional.of(offer.type().pricePerHour())));
                });
    }

    public void select(TypeRow row) {
        selected.set(Optional.of(row));
    }

    private void show(Catalog now) {
        stale.set(now.problem().map(why -> new Stale(lead(now), Explanation.of(why))));
        if (now.typesReadAt().isEmpty()) {
            return;
        }
        var names = now.offers().stream().map(o -> o.type().name()).toList();
        byName.keySet().retainAll(names);
        for (var offer : now.offers()) {
            var row = byName.computeIfAbsent(offer.type().name(), _ -> new TypeRow(offer));
            row.show(offer);
        }
        choices.set(GpuChoices.of(now));
        arrange();
    }

    private UserMessage lead(Catalog now) {
        return now.typesReadAt()
                .map(at -> UserMessage.of("gpus.stale", Clocks.toTheSecond(at, ticker.zone())))
                .orElse(UserMessage.of("gpus.unread"));
    }

    private void arrange() {
        if (byName.isEmpty()) {
            return;
        }
        var fitting = byName.values().stream().filter(r -> filter.get().fits(r.offer())).toList();
        var open = sorted(fitting, true);
        var soldOut = soldOutShown.get() ? sorted(fitting, false) : List.<TypeRow>of();
        openHead.show(UserMessage.of("gpus.group.open.text", open.size(), regionsOf(open)));
        soldOutHead.show(UserMessage.of("gpus.group.soldOut.text", soldOut.size()));
        var target = new ArrayList<GpuRow>();
        addGroup(target, openHead, open);
        addGroup(target, soldOutHead, soldOut);
        RowSync.apply(rows, target, selected);
        state.set(target.isEmpty() ? State.NOTHING_FITS : State.LIST);
        summary.set(
                UserMessage.of(
                        filter.get().isAny() ? "gpus.summary.all" : "gpus.summary.filtered",
                        fitting.size(),
                        byName.size(),
                        open.size()));
        cheapest.set(filter.get().isAny() ? Optional.empty() : cheapestOf(open));
        nearest.set(target.isEmpty() ? nearestWithoutLimit() : Optional.empty());
    }

    private static void addGroup(List<GpuRow> target, HeadRow head, List<TypeRow> group) {
        if (!group.isEmpty()) {
            target.add(head);
            target.addAll(group);
        }
    }

    private List<TypeRow> sorted(Collection<TypeRow> all, boolean open) {
        return all.stream()
                .filter(row -> row.offer().isOpen() == open)
                .sorted(Comparator.comparing(TypeRow::offer, sort.get().order()))
                .toList();
    }

    private static long regionsOf(List<TypeRow> open) {
        return open.stream()
                .flatMap(row -> row.offer().openRegions().stream())
                .map(Region::name)
                .distinct()
                .count();
    }

    private static Optional<TypeRow> cheapestOf(List<TypeRow> open) {
        return open.stream().min(Comparator.comparing(TypeRow::offer, GpuSort.DEFAULT.order()));
    }

    private Optional<TypeOffer> nearestWithoutLimit() {
        return byName.values().stream()
                .map(TypeRow::offer)
                .filter(filter.get().withoutPriceLimit()::fits)
                .min(GpuSort.DEFAULT.order());
    }

    private static HeadRow head(String key) {
        return new HeadRow(UserMessage.of(key), UserMessage.of(key));
    }

    @Override
    public void close() {
        catalogChanges.close();
    }
}
