package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.frame.Overlays;
import gpudeck.view.frame.Page;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DetailSplit;
import gpudeck.view.kit.EmptyState;
import gpudeck.view.kit.FilterField;
import gpudeck.view.kit.Focus;
import gpudeck.view.kit.LoadingBars;
import gpudeck.view.kit.PageBar;
import gpudeck.view.kit.Place;
import gpudeck.view.kit.SegmentedControl;
import gpudeck.viewmodel.Notice;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.custody.InheritanceViewModel;
import gpudeck.viewmodel.frame.NavigationCount;
import gpudeck.viewmodel.instances.InstanceActions;
import gpudeck.viewmodel.instances.InstancesViewModel;
import gpudeck.viewmodel.instances.MachineFacts;
import gpudeck.viewmodel.instances.Selection;
import gpudeck.viewmodel.instances.Whose;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The page of instances.
public final class InstancesView extends BorderPane implements Page {

    private static final double DETAIL_HEIGHT = 300;
    private static final double DETAIL_LEAST = 112;

    private final InstancesViewModel model;
    private final ReadOnlyObjectProperty<NavigationCount> count;
    private final InstanceActions actions;
    private final Overlays overlays;
    private final Messages messages;
    private final InstanceCommands commands;
    private final FilterField words;
    private final InstanceTable table;
    private final MachineDetail detail;
    private final DetailSplit split;
    private final Place list = new Place();

    /// @param readNow reads the instances at once
    public InstancesView(
            InstancesViewModel model,
            InheritanceViewModel inheritance,
            ReadOnlyObjectProperty<NavigationCount> count,
            InstanceActions actions,
            Runnable readNow,
            Overlays overlays,
            Messages messages) {
        this.model = model;
        this.count = count;
        this.actions = actions;
        this.overlays = overlays;
        this.messages = messages;
        commands = new InstanceCommands(model, actions, overlays.dialogs(), messages);
        words = new FilterField(messages.text("instances.filter"));
        table = new InstanceTable(model, messages);
        detail = new MachineDetail(model, commands, messages);
        var banners = new InstanceBanners(model, inheritance, commands, readNow, messages);
        var upper = new BorderPane(list);
        upper.setTop(new VBox(bar(), banners));
        split = new DetailSplit(Orientation.VERTICAL, upper, detail, DETAIL_HEIGHT, DETAIL_LEAST);
        split.onEscape(this::closeDetail);
        getStyleClass().add("instances");
        setCenter(split);
        model.stateProperty().subscribe(this::showList);
        model.selectionProperty().subscribe(this::showDetail);
        model.newsProperty().subscribe(now -> now.ifPresent(this::tell));
        inheritance.newsProperty().subscribe(now -> now.ifPresent(this::tell));
        // Before the table takes Enter and F2 for editing, which it has none of.
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::onPressed);
        addEventHandler(KeyEvent.KEY_TYPED, this::onTyped);
        table.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                openDetail();
            }
        });
    }

    @Override
    public String id() {
        return "instances";
    }

    @Override
    public String title() {
        return messages.text("instances.title");
    }

    @Override
    public Feather icon() {
        return Feather.SERVER;
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
        return split.isDetailShown() ? List.of(list, detail) : List.of(list);
    }

    @Override
    public Optional<FilterField> filter() {
        return Optional.of(words);
    }

    private Node bar() {
        words.textProperty().bindBidirectional(model.wordsProperty());
        var whose =
                new SegmentedControl<>(
                        List.of(Whose.values()),
                        Whose.ALL,
                        w -> messages.text("instances.whose." + w.name()));
        whose.valueProperty().bindBidirectional(model.whoseProperty());
        whose.setMinWidth(USE_PREF_SIZE);
        var launch =
                Buttons.primary(Feather.PLUS, messages.text("instances.launch"), actions::launch);
        launch.setId("launch");
        var bar = new PageBar(title(), words, whose, launch);
        bar.summary().textProperty().bind(model.summaryProperty().map(messages::text));
        return bar;
    }

    private void showList(InstancesViewModel.State state) {
        list.show(
                switch (state) {
                    case LOADING -> new LoadingBars();
                    case LIST -> table;
                    case EMPTY -> nothing();
                    case NOTHING_FITS -> nothingFits();
                });
    }

    private Node nothing() {
        var run =
                Buttons.withKey(
                        Buttons.primary(
                                Feather.PLAY,
                                messages.text("instances.empty.run"),
                                actions::runJob),
                        "J");
        var launch =
                Buttons.withKey(
                        Buttons.plain(
                                Feather.PLUS,
                                messages.text("instances.empty.launch"),
                                actions::launch),
                        "L");
        var browse = Buttons.flat(messages.text("instances.empty.browse"), actions::browseGpus);
        var empty =
                new EmptyState(
                        Feather.SERVER,
                        messages.text("instances.empty.title"),
                        messages.text(model.idleProperty().get()),
                        Buttons.large(run),
                        Buttons.large(launch),
                        Buttons.large(browse));
        model.idleProperty().subscribe(text -> empty.show(messages.text(text)));
        VBox.setVgrow(empty, Priority.ALWAYS);
        return new VBox(empty, new StorageNote(model, messages));
    }

    private Node nothingFits() {
        return new EmptyState(
                Feather.FILTER,
                messages.text("instances.filtered.title"),
                messages.text("instances.filtered.text"),
                Buttons.plain(messages.text("instances.filtered.clear"), model::clearFilter));
    }

    private void showDetail(Selection chosen) {
        if (!chosen.isEmpty()) {
            detail.show(chosen);
        }
        split.showDetail(!chosen.isEmpty());
    }

    private void closeDetail() {
        model.select(List.of());
        table.requestFocus();
    }

    /// The job, if one runs there; else the parts of the detail.
    private void openDetail() {
        var chosen = model.selectionProperty().get();
        if (chosen.only().flatMap(MachineFacts::runningJob).isPresent()) {
            commands.openJob();
        } else if (!chosen.isEmpty()) {
            Focus.first(detail);
        }
    }

    private void onPressed(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> consume(event, this::openDetail);
            case DELETE -> consume(event, commands::terminate);
            case F2 -> consume(event, commands::rename);
            default -> {}
        }
    }

    private static void consume(KeyEvent event, Runnable action) {
        event.consume();
        action.run();
    }

    /// Single letters count only while nothing is typed into a field.
    private void onTyped(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl) {
            return;
        }
        switch (event.getCharacter()) {
            case "s", "S" -> commands.copySsh();
            case "l", "L" -> actions.launch();
            case "j", "J" -> commands.runJob();
            default -> {}
        }
    }

    private void tell(Notice notice) {
        overlays.toasts()
                .show(
                        notice.tone() == Tone.WARNING
                                ? Feather.ALERT_TRIANGLE
                                : Feather.CHECK_CIRCLE,
                        notice.tone(),
                        messages.text(notice.lead()),
                        messages.text(notice.text()));
    }
}
