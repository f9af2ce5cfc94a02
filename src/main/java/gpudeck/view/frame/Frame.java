package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.custody.LeaseNoticeBars;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.DialogBox;
import gpudeck.view.kit.Focus;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.custody.LeaseNotices;
import gpudeck.viewmodel.frame.FrameViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The whole window: header, bars, navigation, the pages, and what lies over them.
public final class Frame extends StackPane {

    public static final double MIN_WIDTH = 1024;
    public static final double MIN_HEIGHT = 700;

    /// Under this the navigation is a rail.
    private static final double NARROW = 1200;

    private final FrameViewModel model;
    private final List<Page> pages;
    private final Page settings;
    private final Overlays overlays;
    private final Messages messages;
    private final Header header;
    private final Navigation navigation;
    private final StackPane place = new StackPane();
    private final ReadOnlyObjectWrapper<Page> page;

    /// What the frame asks of the program around it.
    public interface Actions {
        void terminateAllMine();

        /// Lambda's own page in the browser.
        void openLambdaConsole();

        /// From the demo to an account; empty if there is no such way.
        Optional<Runnable> connect();
    }

    /// @param leases what is said of them over every page
    /// @param pages in the order of the navigation; the first is open at the start
    /// @param settings stands at the bottom of the navigation
    public Frame(
            FrameViewModel model,
            LeaseNotices leases,
            List<Page> pages,
            Page settings,
            Overlays overlays,
            Messages messages,
            Actions actions) {
        this.model = model;
        this.pages = List.copyOf(pages);
        this.settings = settings;
        this.overlays = overlays;
        this.messages = messages;
        page = new ReadOnlyObjectWrapper<>(pages.getFirst());
        header = new Header(model, messages, actions::terminateAllMine);
        navigation = new Navigation(model, pages, settings, messages, this::open);
        var bars = new VBox(header, new AlarmBar(model, messages, actions::openLambdaConsole));
        if (model.session().isDemo()) {
            bars.getChildren().add(new DemoBar(messages, actions.connect()));
        }
        bars.getChildren().add(new LeaseNoticeBars(leases, messages));
        getStyleClass().add("frame");
        place.getStyleClass().add("page-place");
        overlays.dialogs().setWindow(window(bars));
        getChildren().add(overlays.dialogs());
        var keys = new FrameKeys(this, actions::terminateAllMine, this::regions);
        sceneProperty()
                .subscribe(scene -> {
                    if (scene != null) {
                        keys.install(scene);
                    }
                });
        widthProperty().subscribe(this::fit);
        open(pages.getFirst());
    }

    public ReadOnlyObjectProperty<Page> pageProperty() {
        return page.getReadOnlyProperty();
    }

    public void open(Page next) {
        page.set(next);
        place.getChildren().setAll(next.node());
        navigation.select(next);
        next.opened();
        // Parts of a control, such as a split pane, are in the window once it has its skin.
        next.node().applyCss();
        Focus.first(next.regions().getFirst());
    }

    /// The page with that id, if there is one.
    public void open(String id) {
        allPages().stream().filter(p -> p.id().equals(id)).findFirst().ifPresent(this::open);
    }

    void open(int number) {
        if (number < pages.size()) {
            open(pages.get(number));
        }
    }

    void openSettings() {
        open(settings);
    }

    void readNow() {
        model.readNow();
    }

    boolean isDialogOpen() {
        return overlays.dialogs().isOpen();
    }

    void goToFilter() {
        page.get().filter().ifPresent(Node::requestFocus);
    }

    void showShortcuts() {
        var close = Buttons.plain(messages.text("frame.close"), overlays.dialogs()::close);
        var dialog =
                new DialogBox(
                                Feather.SLIDERS,
                                Tone.MUTED,
                                messages.text("frame.shortcuts"),
                                messages.text("frame.shortcuts.text"))
                        .content(new ShortcutsTable(messages))
                        .buttons(close);
        overlays.dialogs().show(dialog, overlays.dialogs()::close);
    }

    private Node window(Node bars) {
        var window = new BorderPane(place);
        window.setTop(bars);
        window.setLeft(navigation);
        window.setBottom(new StatusBar(model, messages));
        return new StackPane(window, overlays.toasts());
    }

    private List<Page> allPages() {
        var all = new ArrayList<>(pages);
        all.add(settings);
        return all;
    }

    private List<Node> regions() {
        var all = new ArrayList<>(page.get().regions());
        all.add(navigation);
        all.add(header);
        return all;
    }

    private void fit(Number width) {
        boolean narrow = width.doubleValue() < NARROW;
        navigation.setRail(narrow);
        header.setNarrow(narrow);
    }
}
