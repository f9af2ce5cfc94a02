package gpudeck.view.console;

import atlantafx.base.controls.ToggleSwitch;
import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Copied;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.SegmentedControl;
import gpudeck.viewmodel.console.ConsoleSelection;
import gpudeck.viewmodel.console.ConsoleViewModel;
import gpudeck.viewmodel.console.ConsoleViewModel.Tab;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;

/// The console of a job: tabs, search, copy and save over the lines. It is drawn again at most ten
/// times a second, and not at all while it is out of sight.
public final class ConsoleView extends BorderPane {

    private static final Duration BETWEEN_DRAWINGS = Duration.millis(100);
    private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final KeyCombination ALL = KeyCombination.valueOf("Shortcut+A");

    private final ConsoleViewModel model;
    private final Messages messages;
    private final ConsolePane pane;
    private final Runnable save;
    private final CustomTextField query = new CustomTextField();
    private final Label matches = Labels.figure("");
    private final Throttle drawing = new Throttle(BETWEEN_DRAWINGS, this::draw);

    /// @param save what the save button does
    /// @param end of the bar
    public ConsoleView(
            ConsoleViewModel model, Messages messages, ZoneId zone, Runnable save, Node... end) {
        this.model = model;
        this.messages = messages;
        this.save = save;
        this.pane = new ConsolePane(model, zone);
        getStyleClass().add("console-view");
        pane.setAccessibleText(messages.text("console.lines"));
        ConsoleSelecting.on(pane);
        setTop(bar(end));
        setCenter(pane);
        model.changesProperty().addListener(_ -> changed());
        model.followProperty().addListener(_ -> pane.refresh());
        model.tabProperty().addListener(_ -> pane.changeRing(model.queryProperty().get()));
        model.queryProperty().addListener((_, _, text) -> find(text));
        sceneProperty().addListener(_ -> changed());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        pane.search().begin(model.queryProperty().get());
    }

    private HBox bar(Node... end) {
        var tabs =
                new SegmentedControl<>(
                        List.of(Tab.values()),
                        model.tabProperty().get(),
                        tab -> messages.text("console.tab." + tab.name()));
        tabs.setMinWidth(USE_PREF_SIZE);
        tabs.valueProperty().bindBidirectional(model.tabProperty());
        var follow = new ToggleSwitch(messages.text("console.follow"));
        follow.setId("follow");
        follow.selectedProperty().bindBidirectional(model.followProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var bar =
                new HBox(
                        tabs,
                        searchField(),
                        space,
                        Buttons.icon(Feather.SAVE, messages.text("console.save"), save),
                        Buttons.icon(Feather.COPY, messages.text("console.copy"), this::copy),
                        follow);
        bar.getChildren().addAll(end);
        bar.getStyleClass().add("console-bar");
        return bar;
    }

    private CustomTextField searchField() {
        query.getStyleClass().add("console-search");
        query.setId("console-search");
        query.setPromptText(messages.text("console.search"));
        query.setAccessibleText(messages.text("console.search"));
        query.textProperty().bindBidirectional(model.queryProperty());
        query.setLeft(Icons.of(Feather.SEARCH));
        matches.setId("console-matches");
        var previous =
                Buttons.icon(
                        Feather.CHEVRON_UP, messages.text("console.previous"), () -> step(false));
        var next =
                Buttons.icon(Feather.CHEVRON_DOWN, messages.text("console.next"), () -> step(true));
        var end = new HBox(matches, previous, next);
        end.getStyleClass().add("console-matches");
        previous.getStyleClass().addAll("flat", "small");
        next.getStyleClass().addAll("flat", "small");
        end.visibleProperty().bind(query.textProperty().isNotEmpty());
        query.setRight(end);
        query.setOnAction(_ -> step(true));
        HBox.setHgrow(query, Priority.SOMETIMES);
        return query;
    }

    private void changed() {
        if (isSeen()) {
            drawing.ask();
        }
    }

    private boolean isSeen() {
        return getScene() != null
                && Optional.ofNullable(getScene().getWindow()).map(Window::isShowing).orElse(false);
    }

    private void draw() {
        if (!isSeen()) {
            return;
        }
        if (pane.search().advance()) {
            drawing.ask();
        }
        showMatches();
        if (pane.drawnVersion() != pane.ring().version()) {
            pane.refresh();
        }
    }

    private void find(String text) {
        pane.search().begin(text);
        pane.search().advance();
        pane.search().from(pane.top()).ifPresent(pane::reveal);
        changed();
        showMatches();
        pane.refresh();
    }

    /// To the next match, or the one before.
    private void step(boolean forward) {
        (forward ? pane.search().next() : pane.search().previous()).ifPresent(pane::reveal);
        showMatches();
        pane.refresh();
    }

    private void showMatches() {
        var search = pane.search();
        matches.setText(
                search.isActive()
                        ? messages.text("console.matches", search.index(), search.count())
                        : "");
    }

    /// The selected text, or all of it if none is.
    private void copy() {
        var selection =
                pane.selection().isEmpty() ? ConsoleSelection.all(pane.ring()) : pane.selection();
        Copied.text(selection.text(pane.sight()));
    }

    private void key(KeyEvent event) {
        if (FIND.match(event)) {
            query.requestFocus();
            query.selectAll();
            event.consume();
        } else if (event.getCode() == KeyCode.F3) {
            step(!event.isShiftDown());
            event.consume();
        } else if (event.getTarget() == pane) {
            paneKey(event);
        } else if (event.getCode() == KeyCode.ESCAPE && !query.getText().isEmpty()) {
            query.clear();
            pane.requestFocus();
            event.consume();
        }
    }

    private void paneKey(KeyEvent event) {
        if (COPY.match(event)) {
            copy();
            event.consume();
        } else if (ALL.match(event)) {
            pane.select(ConsoleSelection.all(pane.ring()));
            event.consume();
        } else if (event.getCode() == KeyCode.END && !event.isShiftDown()) {
            model.followProperty().set(true);
            event.consume();
        }
    }
}
