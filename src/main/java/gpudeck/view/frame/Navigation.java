package gpudeck.view.frame;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.StatusShape;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.frame.FrameViewModel;
import gpudeck.viewmodel.frame.NavigationCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The pages, with what needs a look; a rail of icons in a narrow window.
final class Navigation extends VBox {

    private static final PseudoClass AS_RAIL = PseudoClass.getPseudoClass("rail");
    private static final double WIDE = 176;
    private static final double RAIL = 52;
    private static final double TOOLTIP = 320;

    private final Messages messages;
    private final Consumer<Page> open;
    private final ToggleGroup group = new ToggleGroup();
    private final List<ToggleButton> items = new ArrayList<>();
    private final VBox guard = new VBox();
    private final Label guardIcon = new Label("", Icons.of(Feather.SHIELD));

    Navigation(
            FrameViewModel model,
            List<Page> pages,
            Page settings,
            Messages messages,
            Consumer<Page> open) {
        this.messages = messages;
        this.open = open;
        getStyleClass().add("navigation");
        setAccessibleText(messages.text("frame.navigation"));
        pages.forEach(page -> getChildren().add(item(page)));
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(space, guard(model), guardIcon, item(settings));
        setRail(false);
    }

    void setRail(boolean rail) {
        double width = rail ? RAIL : WIDE;
        setMinWidth(width);
        setMaxWidth(width);
        setPrefWidth(width);
        items.forEach(item -> rail(item, rail));
        shown(guard, !rail);
        shown(guardIcon, rail);
    }

    void select(Page page) {
        group.getToggles().stream()
                .filter(t -> page.equals(t.getUserData()))
                .forEach(t -> t.setSelected(true));
    }

    private ToggleButton item(Page page) {
        var item = new ToggleButton();
        item.getStyleClass().setAll("navigation-item");
        item.setUserData(page);
        item.setToggleGroup(group);
        item.setMaxWidth(Double.MAX_VALUE);
        item.setTooltip(new Tooltip(page.title()));
        item.setAccessibleText(page.title());
        item.setOnAction(_ -> {
            select(page);
            open.accept(page);
        });
        item.setGraphic(content(page));
        items.add(item);
        return item;
    }

    private Node content(Page page) {
        var words = Labels.body(page.title());
        words.getStyleClass().add("words");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var sign = new StatusShape(Shape.DIAMOND, Tone.DANGER);
        var number = Labels.figure("");
        number.getStyleClass().add("count");
        var row = new HBox(Icons.of(page.icon()), words, space, sign, number);
        row.getStyleClass().add("row");
        sign.setVisible(false);
        page.count().ifPresent(count -> count.subscribe(now -> show(now, sign, number)));
        return row;
    }

    private static void show(NavigationCount now, Node sign, Label number) {
        sign.setVisible(now.needsYou());
        number.setText(now.text());
    }

    private static void rail(ToggleButton item, boolean rail) {
        item.pseudoClassStateChanged(AS_RAIL, rail);
        if (item.getGraphic() instanceof HBox row) {
            row.getChildren().stream().skip(1).forEach(node -> node.setManaged(!rail));
            row.getChildren().stream()
                    .skip(1)
                    .filter(node -> !(node instanceof StatusShape))
                    .forEach(node -> node.setVisible(!rail));
        }
    }

    private Node guard(FrameViewModel model) {
        guard.getStyleClass().add("guard");
        var lead = new Label("", Icons.of(Feather.SHIELD));
        lead.getStyleClass().add("lead");
        var text = Labels.small("");
        text.setWrapText(true);
        var tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP);
        guardIcon.setTooltip(tooltip);
        guardIcon.getStyleClass().add("guard-icon");
        model.guardProperty()
                .subscribe(now -> {
                    var words = messages.text(now.lead()) + ": " + messages.text(now.text());
                    lead.setText(messages.text(now.lead()));
                    Tones.set(lead, now.tone() == Tone.DANGER ? Tone.DANGER : Tone.PLAIN);
                    text.setText(messages.text(now.text()));
                    tooltip.setText(words);
                    guardIcon.setAccessibleText(words);
                    show(now.tone(), lead.getGraphic());
                    show(now.tone(), guardIcon.getGraphic());
                });
        guard.getChildren().addAll(lead, text);
        return guard;
    }

    private static void show(Tone tone, Node icon) {
        if (icon instanceof FontIcon sign) {
            sign.setIconCode(tone == Tone.DANGER ? Feather.SHIELD_OFF : Feather.SHIELD);
            Tones.set(sign, tone);
        }
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
