package gpudeck.view.gpus;

import atlantafx.base.controls.ToggleSwitch;
import gpudeck.domain.Messages;
import gpudeck.view.frame.Page;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DetailSplit;
import gpudeck.view.kit.EmptyState;
import gpudeck.view.kit.FilterField;
import gpudeck.view.kit.LoadingBars;
import gpudeck.view.kit.MessageBanner;
import gpudeck.view.kit.PageBar;
import gpudeck.view.kit.Place;
import gpudeck.view.kit.SegmentedControl;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.GpuRow;
import gpudeck.viewmodel.gpus.GpuRow.TypeRow;
import gpudeck.viewmodel.gpus.GpusViewModel;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.HorizontalDirection;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// The page of GPU types.
public final class GpusView extends BorderPane implements Page {

    private static final double DETAIL_WIDTH = 364;
    private static final double DETAIL_LEAST = 320;

    private enum Layout {
        TABLE,
        MATRIX
    }

    private final GpusViewModel model;
    private final GpuActions actions;
    private final ReadOnlyObjectProperty<NavigationCount> count;
    private final Messages messages;
    private final GpuFilters filters;
    private final TypeTable table;
    private final RegionMatrix matrix;
    private final TypeDetail detail;
    private final DetailSplit split;
    private final Place list = new Place();
    private final SegmentedControl<Layout> layout;
    private Subscription detailChanges = Subscription.EMPTY;

    /// @param readNow reads types and capacity at once
    public GpusView(
            GpusViewModel model,
            ReadOnlyObjectProperty<NavigationCount> count,
            GpuActions actions,
            Runnable readNow,
            Messages messages) {
        this.model = model;
        this.actions = actions;
        this.count = count;
        this.messages = messages;
        filters = new GpuFilters(model, messages);
        table = new TypeTable(model, actions, messages);
        matrix = new RegionMatrix(model, actions, messages);
        detail = new TypeDetail(actions, messages, this::closeDetail);
        layout =
                new SegmentedControl<>(
                        List.of(Layout.values()),
                        Layout.TABLE,
                        l -> messages.text("gpus.layout." + l.name()));
        var left = new BorderPane(list);
        left.setTop(new VBox(bar(readNow), filters, stale(readNow), hint()));
        split = new DetailSplit(Orientation.HORIZONTAL, left, detail, DETAIL_WIDTH, DETAIL_LEAST);
        split.onEscape(this::closeDetail);
        getStyleClass().add("gpus");
        setCenter(split);
        model.stateProperty().subscribe(_ -> showList());
        model.nearestProperty().subscribe(_ -> showList());
        layout.valueProperty().subscribe(_ -> showList());
        model.selectedProperty().subscribe(this::showDetail);
        addEventHandler(KeyEvent.KEY_TYPED, this::onTyped);
    }

    @Override
    public String id() {
        return "gpus";
    }

    @Override
    public String title() {
        return messages.text("gpus.title");
    }

    @Override
    public Feather icon() {
        return Feather.CPU;
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public Optional<ObservableValue<NavigationCount>> count() {
        return Optional.of(count);
    }

    @Override
    public List<Node> regions() {
        return split.isDetailShown() ? List.of(current(), detail) : List.of(current());
    }

    @Override
    public Optional<FilterField> filter() {
        return Optional.of(filters.field());
    }

    private Node bar(Runnable readNow) {
        var soldOut = new ToggleSwitch(messages.text("gpus.showSoldOut"));
        soldOut.setLabelPosition(HorizontalDirection.RIGHT);
        soldOut.selectedProperty().bindBidirectional(model.soldOutShownProperty());
        soldOut.setMinWidth(USE_PREF_SIZE);
        layout.setMinWidth(USE_PREF_SIZE);
        var read = Buttons.icon(Feather.REFRESH_CW, messages.text("gpus.read"), readNow);
        var bar = new PageBar(title(), layout, soldOut, read);
        bar.summary().textProperty().bind(model.summaryProperty().map(messages::text));
        return bar;
    }

    private Node hint() {
        var show =
                Buttons.flat(
                        messages.text("gpus.cheapest.show"),
                        () -> model.cheapestProperty().get().ifPresent(this::bringInSight));
        var launch =
                Buttons.plain(
                        messages.text("gpus.cheapest.launch"),
                        () ->
                                model.cheapestProperty()
                                        .get()
                                        .ifPresent(row ->
                                                actions.launch(row.offer(), Optional.empty())));
        var banner =
                new MessageBanner(
                        Feather.ZAP, Tone.ACCENT, Buttons.small(show), Buttons.small(launch));
        var box = new VBox(banner);
        box.getStyleClass().add("hint");
        model.cheapestProperty()
                .subscribe(row -> {
                    box.setVisible(row.isPresent());
                    box.setManaged(row.isPresent());
                    row.ifPresent(r -> showCheapest(banner, r));
                });
        return box;
    }

    private Node stale(Runnable readNow) {
        var again = Buttons.small(Buttons.plain(messages.text("gpus.again"), readNow));
        var banner = new MessageBanner(Feather.WIFI_OFF, Tone.WARNING, again);
        var box = new VBox(banner);
        box.getStyleClass().add("hint");
        model.staleProperty()
                .subscribe(now -> {
                    box.setVisible(now.isPresent());
                    box.setManaged(now.isPresent());
                    now.ifPresent(
                            s -> banner.show(messages.text(s.lead()), messages.text(s.text())));
                });
        return box;
    }

    private void showCheapest(MessageBanner banner, TypeRow row) {
        var type = row.offer().type();
        banner.show(
                messages.text("gpus.cheapest.lead"),
                messages.text(
                        "gpus.cheapest.text",
                        (type.title() + " " + type.variant()).strip(),
                        type.pricePerHour(),
                        row.offer().openRegions().getFirst().name(),
                        row.offer().openRegions().size() - 1));
    }

    private void bringInSight(TypeRow row) {
        model.select(row);
        current().scrollTo(row);
        current().requestFocus();
    }

    private TableView<GpuRow> current() {
        return layout.valueProperty().get() == Layout.TABLE ? table : matrix;
    }

    private void showList() {
        list.show(
                switch (model.stateProperty().get()) {
                    case LOADING -> new LoadingBars();
                    case LIST -> current();
                    case NOTHING_FITS -> nothingFits();
                });
    }

    private Node nothingFits() {
        var clear = Buttons.plain(messages.text("gpus.empty.clear"), model::clearFilter);
        var text = messages.text("gpus.empty.text");
        return model.nearestProperty()
                .get()
                .map(offer -> {
                    var price = offer.type().pricePerHour();
                    var raise =
                            Buttons.plain(
                                    messages.text("gpus.empty.raise", price), model::raiseLimit);
                    var near =
                            messages.text(
                                    "gpus.empty.nearest",
                                    (offer.type().title() + " " + offer.type().variant()).strip(),
                                    price);
                    return empty(near, raise, clear);
                })
                .orElseGet(() -> empty(text, clear));
    }

    private Node empty(String text, Node... choices) {
        return new EmptyState(Feather.FILTER, messages.text("gpus.empty.title"), text, choices);
    }

    private void showDetail(Optional<TypeRow> row) {
        detailChanges.unsubscribe();
        split.showDetail(row.isPresent());
        row.ifPresent(r -> detailChanges = r.offerProperty().subscribe(detail::show));
    }

    private void closeDetail() {
        model.selectedProperty().set(Optional.empty());
        current().requestFocus();
    }

    /// Single letters count only while the list has the focus.
    private void onTyped(KeyEvent event) {
        if (!current().isFocused()) {
            return;
        }
        model.selectedProperty()
                .get()
                .ifPresent(row -> {
                    switch (event.getCharacter()) {
                        case "l", "L" -> launchIfOpen(row);
                        case "j", "J" -> actions.runJob(row.offer(), Optional.empty());
                        default -> {}
                    }
                });
    }

    private void launchIfOpen(TypeRow row) {
        if (row.offer().isOpen()) {
            actions.launch(row.offer(), Optional.empty());
        }
    }
}
