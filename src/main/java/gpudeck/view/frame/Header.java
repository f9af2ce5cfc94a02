package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Badge;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.StatusLabel;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.frame.Figures;
import gpudeck.viewmodel.frame.FrameViewModel;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// Whose account, how fresh, what runs and what it costs, and the way to end it all.
final class Header extends HBox {

    private final FrameViewModel model;
    private final Messages messages;
    private final Label name;
    private final HeaderFigure mine;
    private final HeaderFigure others;
    private final HeaderFigure today;

    Header(FrameViewModel model, Messages messages, Runnable terminateAllMine) {
        this.model = model;
        this.messages = messages;
        name = Labels.section(messages.text("frame.title"));
        mine = figure("frame.figure.mine", Tone.MUTED);
        others = figure("frame.figure.others", Tone.DANGER);
        today = new HeaderFigure(messages.text("frame.figure.today"));
        getStyleClass().add("header");
        getChildren()
                .addAll(
                        logo(),
                        name,
                        account(),
                        freshness(),
                        space(),
                        figures(),
                        terminate(terminateAllMine));
    }

    /// In a narrow window the name of the program goes.
    void setNarrow(boolean narrow) {
        name.setVisible(!narrow);
        name.setManaged(!narrow);
    }

    private static Node logo() {
        var logo = new StackPane(Icons.of(Feather.CPU));
        logo.getStyleClass().add("logo");
        return logo;
    }

    private Node account() {
        return model.session()
                .keyTail()
                .<Node>map(this::key)
                .orElseGet(() ->
                        new Badge(Feather.INFO, messages.text("frame.account.demo"), Tone.WARNING));
    }

    private Node key(String tail) {
        var key = new Label(messages.text("frame.account.key", tail), Icons.of(Feather.KEY));
        key.getStyleClass().add("account");
        return key;
    }

    private Node freshness() {
        var label = new StatusLabel(model.freshnessProperty().get(), messages);
        label.getStyleClass().add("freshness");
        label.setMinWidth(Region.USE_PREF_SIZE);
        model.freshnessProperty().subscribe(now -> label.show(now, messages));
        return label;
    }

    private static Node space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private HeaderFigure figure(String key, Tone tone) {
        return new HeaderFigure(
                messages.text(key),
                tone,
                messages.text("frame.at"),
                messages.text("frame.figure.perHour"));
    }

    private Node figures() {
        model.figuresProperty().subscribe(this::show);
        var row = new HBox(mine, others, today);
        row.getStyleClass().add("figures");
        row.setMinWidth(Region.USE_PREF_SIZE);
        return row;
    }

    private void show(Figures now) {
        mine.show(
                now.anyMine() ? Shape.DISC : Shape.RING,
                now.anyMine() ? Tone.SUCCESS : Tone.MUTED,
                now.mine(),
                now.mineRate());
        others.show(Shape.DIAMOND, Tone.DANGER, now.others(), now.othersRate());
        others.setVisible(now.anyOthers());
        others.setManaged(now.anyOthers());
        today.show(now.today());
    }

    private Node terminate(Runnable terminateAllMine) {
        var button =
                Buttons.danger(
                        Feather.POWER, messages.text("frame.terminateAll"), terminateAllMine);
        button.disableProperty().bind(model.canTerminateAllMine().not());
        return button;
    }
}
