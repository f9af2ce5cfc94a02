package gpudeck.view.history;

import gpudeck.domain.Messages;
import gpudeck.view.frame.Page;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DetailSplit;
import gpudeck.view.kit.EmptyState;
import gpudeck.view.kit.FilterChip;
import gpudeck.view.kit.FilterField;
import gpudeck.view.kit.LoadingBars;
import gpudeck.view.kit.MessageBanner;
import gpudeck.view.kit.PageBar;
import gpudeck.view.kit.Place;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.history.HistoryActions;
import gpudeck.viewmodel.history.HistoryRow;
import gpudeck.viewmodel.history.HistoryRow.Sign;
import gpudeck.viewmodel.history.HistoryViewModel;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// The page of past runs.
public final class HistoryView extends BorderPane implements Page {

    private static final double DETAIL_WIDTH = 476;
    private static final double DETAIL_LEAST = 320;

    private final HistoryViewModel model;
    private final HistoryActions actions;
    private final Messages messages;
    private final FilterField words;
    private final RunTable table;
    private final RunDetail detail;
    private final DetailSplit split;
    private final Place list = new Place();
    private Subscription detailChanges = Subscription.EMPTY;

    public HistoryView(HistoryViewModel model, HistoryActions actions, Messages messages) {
        this.model = model;
        this.actions = actions;
        this.messages = messages;
        words = new FilterField(messages.text("history.filter"));
        table = new RunTable(model, messages);
        detail = new RunDetail(actions, messages, this::closeDetail);
        var left = new BorderPane(list);
        left.setTop(new VBox(bar(), filters(), problem()));
        split = new DetailSplit(Orientation.HORIZONTAL, left, detail, DETAIL_WIDTH, DETAIL_LEAST);
        split.onEscape(this::closeDetail);
        getStyleClass().add("history");
        setCenter(split);
        model.stateProperty().subscribe(this::showList);
        model.selectedProperty().subscribe(this::showDetail);
    }

    @Override
    public String id() {
        return "history";
    }

    @Override
    public String title() {
        return messages.text("history.title");
    }

    @Override
    public Feather icon() {
        return Feather.CLOCK;
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Node> regions() {
        return split.isDetailShown() ? List.of(list, detail) : List.of(list);
    }

    @Override
    public Optional<FilterField> filter() {
        return Optional.of(words);
    }

    @Override
    public void opened() {
        model.refresh();
    }

    private Node bar() {
        var bar = new PageBar(title());
        bar.summary().textProperty().bind(model.summaryProperty().map(messages::text));
        return bar;
    }

    private Node filters() {
        words.textProperty().bindBidirectional(model.wordsProperty());
        var outcome =
                new FilterChip<Sign>(
                        messages.text("history.any"),
                        sign -> messages.text("history.sign." + sign.name()));
        outcome.setChoices(List.of(Sign.values()));
        outcome.valueProperty().bindBidirectional(model.outcomeProperty());
        var row = new HBox(words, outcome);
        row.getStyleClass().add("filter-row");
        return row;
    }

    private Node problem() {
        var again = Buttons.plain(messages.text("history.again"), model::refresh);
        var banner = new MessageBanner(Feather.ALERT_TRIANGLE, Tone.WARNING, again);
        var box = new VBox(banner);
        box.getStyleClass().add("problem");
        model.problemProperty()
                .subscribe(now -> {
                    box.setVisible(now.isPresent());
                    box.setManaged(now.isPresent());
                    now.ifPresent(
                            m -> banner.show(messages.text("history.problem"), messages.text(m)));
                });
        return box;
    }

    private void showList(HistoryViewModel.State state) {
        list.show(
                switch (state) {
                    case LOADING -> new LoadingBars();
                    case LIST -> table;
                    case EMPTY -> nothingYet();
                    case NOTHING_FITS -> nothingFits();
                });
    }

    private Node nothingYet() {
        return new EmptyState(
                Feather.CLOCK,
                messages.text("history.empty.title"),
                messages.text("history.empty.text"),
                Buttons.primary(Feather.PLAY, messages.text("history.empty.run"), actions::newJob));
    }

    private Node nothingFits() {
        return new EmptyState(
                Feather.FILTER,
                messages.text("history.filtered.title"),
                messages.text("history.filtered.text"),
                Buttons.plain(messages.text("history.filtered.clear"), model::clearFilter));
    }

    private void showDetail(Optional<HistoryRow> row) {
        detailChanges.unsubscribe();
        split.showDetail(row.isPresent());
        row.ifPresent(
                r -> detailChanges = r.shownProperty().subscribe(now -> detail.show(r.id(), now)));
    }

    private void closeDetail() {
        model.selectedProperty().set(Optional.empty());
        table.requestFocus();
    }
}
