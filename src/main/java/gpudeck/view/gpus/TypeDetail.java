package gpudeck.view.gpus;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Copied;
import gpudeck.view.kit.Facts;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.StatusShape;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.gpus.GpuActions;
import gpudeck.viewmodel.gpus.TypeFacts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One type beside the list: its price in several measures, what it is, where it can start.
final class TypeDetail extends BorderPane {

    private final Messages messages;
    private final GpuActions actions;
    private final Runnable close;
    private Optional<TypeOffer> shown = Optional.empty();

    TypeDetail(GpuActions actions, Messages messages, Runnable close) {
        this.actions = actions;
        this.messages = messages;
        this.close = close;
        getStyleClass().addAll("detail-panel", "type-detail");
    }

    /// Built anew only when the offer changed.
    void show(TypeOffer offer) {
        if (shown.equals(Optional.of(offer))) {
            return;
        }
        shown = Optional.of(offer);
        var body = new VBox(summary(offer), regions(offer));
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        setBottom(foot(offer));
    }

    private Node summary(TypeOffer offer) {
        var facts = TypeFacts.of(offer.type());
        var measures =
                Labels.help(text("gpus.measures", facts.pricePerMinute(), facts.pricePerDay()));
        measures.getStyleClass().add("measures");
        var price =
                new HBox(Labels.money(facts.price()), Labels.quiet(text("gpus.perHour")), measures);
        price.getStyleClass().add("price");
        var box = new VBox(head(offer), price, facts(facts));
        box.getStyleClass().add("detail-section");
        return box;
    }

    private Node head(TypeOffer offer) {
        var type = offer.type();
        var copy =
                Buttons.small(
                        Buttons.icon(
                                Feather.COPY,
                                text("gpus.copyName"),
                                () -> Copied.text(type.name())));
        copy.getStyleClass().add("flat");
        var name = new HBox(Labels.help(type.name()), copy);
        name.getStyleClass().add("api-name");
        var words = new VBox(Labels.section((type.title() + " " + type.variant()).strip()), name);
        HBox.setHgrow(words, Priority.ALWAYS);
        var cross = Buttons.icon(Feather.X, text("gpus.closeDetail"), close);
        cross.getStyleClass().add("flat");
        return new HBox(words, cross);
    }

    private Node facts(TypeFacts facts) {
        return new Facts(2)
                .add(text("gpus.fact.memory"), Labels.figure(facts.memory()))
                .add(text("gpus.fact.vcpu"), Labels.figure(facts.vcpus()))
                .add(text("gpus.fact.ram"), Labels.figure(text("gpus.gib", facts.ram())))
                .add(text("gpus.fact.arch"), Labels.figure(facts.architecture()))
                .add(text("gpus.fact.disk"), Labels.figure(text("gpus.gib", facts.disk())))
                .add(text("gpus.fact.perGpu"), Labels.figure(facts.pricePerGpu()));
    }

    private Node regions(TypeOffer offer) {
        var head =
                new HBox(
                        Labels.strong(text("gpus.regions")),
                        Labels.quiet(text("gpus.regions.open", offer.openRegions().size())));
        head.getStyleClass().add("head");
        var box = new VBox(head);
        offer.openRegions().forEach(region -> box.getChildren().add(region(offer, region)));
        box.getChildren()
                .add(Labels.help(text(offer.isOpen() ? "gpus.hint" : "gpus.soldOut.hint")));
        box.getStyleClass().addAll("detail-section", "regions");
        return box;
    }

    private Node region(TypeOffer offer, Region region) {
        var name = Labels.figure(region.name());
        name.getStyleClass().add("region-name");
        var place = Labels.ellipsis(Labels.quiet(region.description()));
        place.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(place, Priority.ALWAYS);
        var launch =
                Buttons.small(
                        Buttons.plain(
                                text("gpus.launchHere"),
                                () -> actions.launch(offer, Optional.of(region))));
        launch.setAccessibleText(text("gpus.launchIn", offer.type().title(), region.name()));
        var row = new HBox(new StatusShape(Shape.DISC, Tone.SUCCESS), name, place, launch);
        row.getStyleClass().add("region-row");
        return row;
    }

    private Node foot(TypeOffer offer) {
        var run =
                Buttons.plain(
                        Feather.PLAY,
                        text("gpus.runJob"),
                        () -> actions.runJob(offer, Optional.empty()));
        var buttons = new HBox();
        buttons.getStyleClass().add("buttons");
        if (offer.isOpen()) {
            var launch =
                    Buttons.primary(
                            Feather.PLUS,
                            text("gpus.launch"),
                            () -> actions.launch(offer, Optional.empty()));
            buttons.getChildren().add(Buttons.large(Buttons.withKey(launch, "L")));
        }
        buttons.getChildren().add(Buttons.large(Buttons.withKey(run, "J")));
        buttons.getChildren().forEach(button -> HBox.setHgrow(button, Priority.ALWAYS));
        var foot = new VBox(buttons, Labels.help(text("gpus.nothingBought")));
        foot.getStyleClass().add("detail-foot");
        return foot;
    }

    private String text(String key, Object... args) {
        return messages.text(key, args);
    }
}
