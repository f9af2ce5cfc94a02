package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.job.JobSpec.Afterwards;
import gpudeck.domain.job.JobSpec.Holding;
import gpudeck.domain.job.JobSpec.OnScriptFailure;
import gpudeck.view.custody.LeaseFields;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.wizard.FolderChooser;
import gpudeck.viewmodel.wizard.ResultsForm;
import gpudeck.viewmodel.wizard.RunningMachine;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Page 3: what comes back, and when the machine ends at the latest.
final class ResultsPage {

    private final WizardView wizard;
    private final Messages messages;
    private final ResultsForm form;

    private ResultsPage(WizardView wizard) {
        this.wizard = wizard;
        this.messages = wizard.messages();
        this.form = wizard.model().results();
    }

    static VBox of(WizardView wizard, FolderChooser folders) {
        var page = new ResultsPage(wizard);
        return Fields.page(
                page.messages.text("wizard.results.title"),
                page.messages.text("wizard.results.text"),
                page.limits(),
                Fields.columns(page.patterns(), page.onFailure()),
                Fields.columns(page.output(folders), page.holding()),
                page.afterwards());
    }

    /// An instance that runs already has its lease.
    private Node limits() {
        if (wizard.model().running().isEmpty()) {
            return Fields.columns(lease(), money());
        }
        var banner = new MessageBanner(Feather.CLOCK, Tone.ACCENT);
        banner.setId("wizard-running-lease");
        wizard.follow(() ->
                () ->
                        banner.show(
                                "",
                                wizard.model()
                                        .running()
                                        .flatMap(RunningMachine::lease)
                                        .map(rest ->
                                                messages.text(
                                                        "wizard.running.limits",
                                                        rest.end(),
                                                        rest.left()))
                                        .orElseGet(() -> messages.text("lease.none.text"))));
        return banner;
    }

    private VBox lease() {
        var help = Labels.help("");
        wizard.follow(() ->
                () ->
                        help.setText(
                                wizard.model()
                                        .atMost()
                                        .map(m -> messages.text("lease.help", m))
                                        .orElse("")));
        return LeaseFields.hours(form.lease(), "wizard", messages, help);
    }

    private VBox money() {
        return LeaseFields.money(form.lease(), "wizard", messages);
    }

    private VBox patterns() {
        var list = new VBox();
        list.getStyleClass().addAll("part-list", "wizard-box");
        form.patterns().addListener((Observable _) -> show(list));
        show(list);
        var pattern = new TextField();
        pattern.setId("wizard-result");
        pattern.getStyleClass().add("figure");
        pattern.setPromptText(messages.text("wizard.results.prompt"));
        HBox.setHgrow(pattern, Priority.ALWAYS);
        var problem = Fields.problem();
        Runnable add =
                () -> {
                    var wrong = form.addPattern(pattern.getText());
                    Fields.show(problem, messages, wrong);
                    if (wrong.isEmpty()) {
                        pattern.clear();
                    }
                };
        pattern.setOnAction(_ -> add.run());
        var row =
                new HBox(
                        pattern,
                        Buttons.plain(Feather.PLUS, messages.text("wizard.results.add"), add));
        row.getStyleClass().add("wizard-row");
        var field = Fields.field(messages.text("wizard.results"), list, row, problem);
        pattern.setAccessibleText(messages.text("wizard.results"));
        return field;
    }

    private void show(VBox list) {
        list.getChildren().clear();
        form.patterns().forEach(p -> list.getChildren().add(row(p)));
        var always = new HBox(Labels.body(messages.text("wizard.results.console")), space());
        always.getChildren().add(Labels.help(messages.text("wizard.results.always")));
        always.getStyleClass().add("part-row");
        list.getChildren().add(always);
    }

    private HBox row(String pattern) {
        var remove =
                Buttons.small(
                        Buttons.icon(
                                Feather.X,
                                messages.text("wizard.results.remove", pattern),
                                () -> form.removePattern(pattern)));
        remove.getStyleClass().add("flat");
        var row = new HBox(Labels.figureStrong(pattern), space(), remove);
        row.getStyleClass().add("part-row");
        return row;
    }

    private static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private VBox onFailure() {
        var group = new ToggleGroup();
        var choices = new VBox();
        choices.getStyleClass().add("radio-list");
        for (var choice : OnScriptFailure.values()) {
            var radio = new RadioButton(messages.text("wizard.failure." + choice.name()));
            radio.setToggleGroup(group);
            radio.setSelected(choice == form.onFailureProperty().get());
            radio.setOnAction(_ -> form.onFailureProperty().set(choice));
            choices.getChildren()
                    .addAll(
                            radio,
                            Labels.help(messages.text("wizard.failure.help." + choice.name())));
        }
        var guard = new MessageBanner(Feather.SHIELD, Tone.ACCENT);
        guard.show("", messages.text("wizard.guard"));
        choices.getChildren().add(guard);
        return Fields.field(messages.text("wizard.failure"), choices);
    }

    private VBox holding() {
        var choices = new RadioList<>("wizard-holding", form.thenProperty(), Holding.Then.values());
        var atMost = new TimeSpan(form.holding().atMost());
        form.afterwardsProperty()
                .subscribe(then ->
                        choices.show(choice ->
                                messages.text(
                                        (then == Afterwards.KEEP
                                                        ? "wizard.holding.kept."
                                                        : "wizard.holding.")
                                                + choice.name(),
                                        atMost)));
        return Fields.field(
                messages.text("wizard.holding"),
                choices,
                Labels.help(messages.text("wizard.holding.help")));
    }

    private VBox afterwards() {
        var choices =
                new RadioList<>(
                        "wizard-afterwards", form.afterwardsProperty(), Afterwards.values());
        choices.show(choice -> messages.text("wizard.afterwards." + choice.name()));
        var help = Labels.help("");
        wizard.follow(() ->
                () ->
                        help.setText(
                                messages.text(
                                        "wizard.afterwards.help."
                                                + form.afterwardsProperty().get().name(),
                                        wizard.model().price().map(Object::toString).orElse("–"))));
        return Fields.field(messages.text("wizard.afterwards"), choices, help);
    }

    private VBox output(FolderChooser folders) {
        var title = messages.text("wizard.output");
        var row =
                new FolderField(
                        "wizard-output",
                        title,
                        form.outputProperty(),
                        form::outputPath,
                        folders,
                        messages);
        var free = Labels.help("");
        form.freeProperty()
                .subscribe(bytes ->
                        free.setText(
                                bytes.map(b -> messages.text("wizard.output.free", b))
                                        .orElseGet(() -> messages.text("wizard.output.help"))));
        return Fields.field(title, row, free);
    }
}
