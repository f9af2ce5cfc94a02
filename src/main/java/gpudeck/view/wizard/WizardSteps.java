package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.wizard.RunningMachine;
import gpudeck.viewmodel.wizard.WizardViewModel;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Where one is in the wizard, what was chosen so far, and the price of it.
final class WizardSteps extends VBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final WizardViewModel model;
    private final Messages messages;

    WizardSteps(WizardView wizard) {
        this.model = wizard.model();
        this.messages = wizard.messages();
        getStyleClass().add("wizard-steps");
        for (var page : Page.values()) {
            getChildren().add(step(wizard, page));
        }
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        getChildren().addAll(space, price(wizard));
    }

    private Button step(WizardView wizard, Page page) {
        var sign = new StackPane();
        sign.getStyleClass().add("wizard-sign");
        var title = new Label(messages.text("wizard.page." + page.name()));
        title.getStyleClass().add("wizard-step-title");
        var chosen = Labels.small("");
        chosen.managedProperty().bind(chosen.visibleProperty());
        var words = new VBox(title, chosen);
        words.getStyleClass().add("wizard-step-words");
        var row = new HBox(sign, words);
        row.getStyleClass().add("wizard-row");
        var step = new Button();
        step.setGraphic(row);
        step.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        step.setAccessibleText(title.getText());
        step.getStyleClass().setAll("wizard-step");
        step.setMaxWidth(Double.MAX_VALUE);
        step.setOnAction(_ -> model.goTo(page));
        Runnable show = () -> show(step, sign, chosen, page);
        wizard.follow(() -> show);
        model.pageProperty().addListener(_ -> show.run());
        return step;
    }

    private void show(Button step, StackPane sign, Label chosen, Page page) {
        boolean current = model.pageProperty().get() == page;
        boolean done =
                page.compareTo(model.pageProperty().get()) < 0 && model.problem(page).isEmpty();
        step.pseudoClassStateChanged(CURRENT, current);
        step.setDisable(!model.canGoTo(page));
        sign.getStyleClass().setAll("wizard-sign", done ? "done" : current ? "current" : "ahead");
        sign.getChildren()
                .setAll(done ? Icons.of(Feather.CHECK) : new Label(String.valueOf(number(page))));
        chosen.setText(done ? chosen(page) : "");
        chosen.setVisible(done);
    }

    private static int number(Page page) {
        return List.of(Page.values()).indexOf(page) + 1;
    }

    private String chosen(Page page) {
        return switch (page) {
            case PLACE -> model.running().map(RunningMachine::name).orElseGet(this::place);
            case PROJECT ->
                    model.project()
                            .sentProperty()
                            .get()
                            .map(p ->
                                    messages.text(
                                            "wizard.chosen.project", model.jobName(), p.bytes()))
                            .orElse("");
            case RESULTS -> limits();
            case REVIEW -> "";
        };
    }

    private String place() {
        return messages.text(
                "wizard.chosen.place",
                model.type().map(InstanceType::title).orElse(""),
                switch (model.region()) {
                    case RegionChoice.AnyOpen _ -> messages.text("wizard.review.anyRegion");
                    case RegionChoice.In(String name) -> name;
                });
    }

    private String limits() {
        if (model.running().isPresent()) {
            return model.running()
                    .flatMap(RunningMachine::lease)
                    .map(rest -> messages.text("wizard.chosen.lease", rest.end()))
                    .orElse("");
        }
        var limits = model.results().limits();
        var lease = new TimeSpan(limits.lease());
        return limits.money()
                .map(m -> messages.text("wizard.chosen.limits", lease, m))
                .orElseGet(lease::toString);
    }

    private TimeSpan longest() {
        return model.running()
                .flatMap(RunningMachine::lease)
                .map(RunningMachine.Rest::left)
                .orElseGet(() -> new TimeSpan(model.results().limits().lease()));
    }

    private VBox price(WizardView wizard) {
        var price = Labels.money("");
        var unit = Labels.quiet(messages.text("wizard.price.unit"));
        var amount = new HBox(price, unit);
        amount.getStyleClass().add("price-amount");
        var atMostName = Labels.help("");
        var atMost = Labels.figureStrong("");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        wizard.follow(() ->
                () -> {
                    price.setText(model.price().map(Object::toString).orElse("–"));
                    atMost.setText(model.atMost().map(Object::toString).orElse("–"));
                    atMostName.setText(messages.text("wizard.price.atMost", longest()));
                });
        var note =
                new RichText(
                        "",
                        messages.text(
                                model.running().isPresent()
                                        ? "wizard.price.note.running"
                                        : "wizard.price.note"));
        note.getStyleClass().add("price-note");
        var box =
                new VBox(
                        Labels.small(messages.text("wizard.price")),
                        amount,
                        new HBox(atMostName, space, atMost),
                        note);
        box.getStyleClass().addAll("card", "price-box");
        return box;
    }
}
