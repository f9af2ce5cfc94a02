package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.Focus;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.ModalHost;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.wizard.FolderChooser;
import gpudeck.viewmodel.wizard.WizardViewModel;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The job wizard as a large dialog: pages in the middle, where one is at the left with the price
/// below, and at the bottom why Next cannot be pressed.
public final class WizardView extends BorderPane {

    public static final double WIDTH = 1120;
    public static final double HEIGHT = 700;

    private static final KeyCombination START = KeyCombination.valueOf("Shortcut+Enter");

    private final WizardViewModel model;
    private final Messages messages;
    private final ModalHost dialogs;
    private final Map<Page, Node> pages = new EnumMap<>(Page.class);
    private final StackPane middle = new StackPane();
    private final Label reason = Labels.help("");
    private final Button back;
    private final Button next;
    private final Button start;

    private WizardView(
            WizardViewModel model, Messages messages, ModalHost dialogs, FolderChooser folders) {
        this.model = model;
        this.messages = messages;
        this.dialogs = dialogs;
        getStyleClass().addAll("dialog-box", "wizard");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(messages.text("wizard.title"));
        back = Buttons.plain(Feather.ARROW_LEFT, messages.text("wizard.back"), model::back);
        next = Buttons.primary(Feather.ARROW_RIGHT, "", model::next);
        start =
                Buttons.withKey(
                        Buttons.primary(Feather.PLAY, "", this::begin),
                        messages.text("wizard.start.key"));
        pages.put(
                Page.PLACE,
                model.running().isPresent() ? RunningPlacePage.of(this) : PlacePage.of(this));
        pages.put(Page.PROJECT, ProjectPage.of(this, folders));
        pages.put(Page.RESULTS, ResultsPage.of(this, folders));
        pages.put(Page.REVIEW, ReviewPage.of(this));
        setTop(head());
        setLeft(new WizardSteps(this));
        setCenter(middle);
        setBottom(foot());
        model.pageProperty().subscribe(this::show);
        model.changesProperty().addListener(_ -> showButtons());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Shows the wizard over the window until it is cancelled or the job is started.
    public static void open(
            WizardViewModel model, Messages messages, ModalHost dialogs, FolderChooser folders) {
        var view = new WizardView(model, messages, dialogs, folders);
        view.reopen();
    }

    private void reopen() {
        dialogs.show(this, WIDTH, HEIGHT, this::leave);
    }

    WizardViewModel model() {
        return model;
    }

    Messages messages() {
        return messages;
    }

    /// Runs now and whenever the wizard changes.
    void follow(Supplier<Runnable> shown) {
        var show = shown.get();
        model.changesProperty().addListener(_ -> show.run());
        show.run();
    }

    private HBox head() {
        var name = Labels.quiet("");
        follow(() -> () -> name.setText(model.jobName()));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var close = Buttons.icon(Feather.X, messages.text("wizard.close"), this::leave);
        close.getStyleClass().add("flat");
        close.setFocusTraversable(false);
        var head = new HBox(Labels.section(messages.text("wizard.title")), name, space, close);
        head.getStyleClass().add("wizard-head");
        return head;
    }

    private HBox foot() {
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setId("wizard-reason");
        reason.setMaxWidth(Double.MAX_VALUE);
        back.setId("wizard-back");
        next.setId("wizard-next");
        next.setContentDisplay(ContentDisplay.RIGHT);
        next.setDefaultButton(true);
        start.setId("wizard-start");
        var cancel = Buttons.plain(messages.text("wizard.cancel"), this::leave);
        var buttons = new HBox(cancel, back, next, start);
        buttons.getStyleClass().add("wizard-row");
        buttons.setMinWidth(USE_PREF_SIZE);
        var foot = new HBox(reason, buttons);
        foot.getStyleClass().add("wizard-foot");
        return foot;
    }

    /// The focus goes into the page; on the last one to Back, so that one Enter too many buys
    /// nothing.
    private void show(Page page) {
        var shown = Objects.requireNonNull(pages.get(page));
        middle.getChildren().setAll(shown);
        showButtons();
        applyCss();
        layout();
        if (!Focus.first(shown)) {
            back.requestFocus();
        }
    }

    private void showButtons() {
        var page = model.pageProperty().get();
        var problem = model.problem(page);
        reason.setText(problem.map(messages::text).orElse(""));
        back.setVisible(page != Page.PLACE);
        next.setVisible(page != Page.REVIEW);
        start.setVisible(page == Page.REVIEW);
        for (var button : List.of(back, next, start)) {
            button.setManaged(button.isVisible());
        }
        next.setDisable(problem.isPresent());
        start.setDisable(problem.isPresent());
        if (page == Page.REVIEW) {
            start.setText(startWords());
        } else {
            next.setText(messages.text("wizard.next." + page.name()));
        }
    }

    /// What it buys; a machine that runs is paid for already.
    private String startWords() {
        return model.running()
                .map(there -> messages.text("wizard.start.on", there.name()))
                .orElseGet(() ->
                        messages.text(
                                "wizard.start", model.price().map(Object::toString).orElse("–")));
    }

    private void begin() {
        if (model.canStart()) {
            dialogs.close();
            model.close();
            model.start();
        }
    }

    private void key(KeyEvent event) {
        if (START.match(event)) {
            event.consume();
            begin();
        }
    }

    /// Asks only if something would be lost.
    private void leave() {
        if (!model.isTouched()) {
            dialogs.close();
            model.close();
            return;
        }
        var stay = Buttons.plain(messages.text("wizard.leave.stay"), this::reopen);
        var go =
                Buttons.plain(
                        messages.text("wizard.leave.go"),
                        () -> {
                            dialogs.close();
                            model.close();
                        });
        dialogs.show(
                new DialogBox(
                                Feather.INFO,
                                Tone.ACCENT,
                                messages.text("wizard.leave.question"),
                                messages.text("wizard.leave.text"))
                        .buttons(go, stay)
                        .preferring(stay),
                this::reopen);
    }
}
