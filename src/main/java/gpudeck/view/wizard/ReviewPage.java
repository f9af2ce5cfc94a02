package gpudeck.view.wizard;

import gpudeck.domain.Messages;
import gpudeck.domain.TimeSpan;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.Limits;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.wizard.RunningMachine;
import gpudeck.viewmodel.wizard.Sent;
import gpudeck.viewmodel.wizard.SoldOut;
import gpudeck.viewmodel.wizard.WizardViewModel;
import gpudeck.viewmodel.wizard.WizardViewModel.Page;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Page 4: what it costs and exactly what will happen.
final class ReviewPage {

    private final WizardViewModel model;
    private final Messages messages;
    private final VBox figures = new VBox();
    private final VBox steps = new VBox();
    private final MessageBanner promise = new MessageBanner(Feather.SHIELD, Tone.ACCENT);

    private ReviewPage(WizardView wizard) {
        this.model = wizard.model();
        this.messages = wizard.messages();
        steps.getStyleClass().add("review-steps");
        wizard.follow(() -> this::show);
        model.pageProperty().addListener(_ -> show());
    }

    static VBox of(WizardView wizard) {
        var page = new ReviewPage(wizard);
        var scroll = new ScrollPane(page.steps);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("wizard-box");
        VBox.setVgrow(scroll, Priority.SOMETIMES);
        return Fields.page(
                page.messages.text("wizard.review.title"),
                page.messages.text(
                        page.model.running().isPresent()
                                ? "wizard.review.text.running"
                                : "wizard.review.text"),
                page.figures,
                scroll,
                page.promise);
    }

    private void show() {
        if (model.pageProperty().get() != Page.REVIEW || model.problem(Page.REVIEW).isPresent()) {
            return;
        }
        var spec = model.spec();
        showFigures(spec);
        steps.getChildren().clear();
        model.running()
                .ifPresentOrElse(
                        there -> reuse(spec, there),
                        () -> {
                            add("LAUNCH", launch(spec));
                            add(
                                    "BOOT",
                                    messages.text("wizard.review.boot." + spec.gpuCheck().name()));
                        });
        add("UPLOAD", upload(spec));
        add("SET_UP", setUp());
        add("SCRIPTS", scripts(spec));
        add("DOWNLOAD", download(spec));
        if (spec.keepsItsInstance()) {
            add("KEEP", messages.text("wizard.review.keep", price()));
        } else {
            add("TERMINATE", messages.text("wizard.review.terminate"));
        }
        promise.show("", promises(spec));
    }

    private void reuse(JobSpec spec, RunningMachine there) {
        add("REUSE", messages.text("wizard.review.reuse", there.name(), machine(spec)));
        add("CONNECT", messages.text("wizard.review.connect", spec.sshKeyName()));
    }

    private String promises(JobSpec spec) {
        var then = spec.machine().afterwards().name();
        var sure =
                messages.text("wizard.review.promise." + spec.onScriptFailure().name())
                        + " "
                        + messages.text("wizard.review.promise." + then, price());
        return model.running().isPresent()
                ? sure + " " + holding(spec)
                : sure + " " + messages.text("wizard.review.lost") + " " + holding(spec);
    }

    private String price() {
        return model.price().map(Object::toString).orElse("–");
    }

    private String holding(JobSpec spec) {
        var holding = spec.holding();
        return messages.text(
                (spec.keepsItsInstance() ? "wizard.review.holding.kept." : "wizard.review.holding.")
                        + holding.then().name(),
                new TimeSpan(holding.atMost()));
    }

    private void showFigures(JobSpec spec) {
        var atMost = model.atMost().map(Object::toString).orElse("–");
        figures.getChildren()
                .setAll(
                        Fields.columns(
                                card("wizard.review.price", price() + "/h", machine(spec)),
                                card("wizard.review.atMost", atMost, limits(spec.limits()))));
    }

    private String limits(Limits limits) {
        if (model.running().isPresent()) {
            return model.running()
                    .flatMap(RunningMachine::lease)
                    .map(rest -> messages.text("wizard.review.rest", rest.end()))
                    .orElseGet(() -> messages.text("lease.none.text"));
        }
        return messages.text(
                limits.money().isPresent() ? "wizard.review.limits" : "wizard.review.lease",
                new TimeSpan(limits.lease()),
                limits.money().map(Object::toString).orElse(""));
    }

    private VBox card(String key, String amount, String text) {
        var figure = Labels.strong(amount);
        figure.getStyleClass().setAll("label", "text-stat", "review-amount");
        var card = new VBox(Labels.small(messages.text(key)), figure, Labels.help(text));
        card.getStyleClass().addAll("card", "review-card");
        return card;
    }

    private void add(String step, String text) {
        var number = Labels.figure(String.valueOf(steps.getChildren().size() + 1));
        number.getStyleClass().addAll("text-quiet", "review-number");
        var name = Labels.name(messages.text("wizard.review.step." + step));
        name.setMinWidth(HBox.USE_PREF_SIZE);
        var row = new HBox(number, name, Labels.ellipsis(Labels.quiet(text)));
        row.getStyleClass().add("review-row");
        steps.getChildren().add(row);
    }

    private String machine(JobSpec spec) {
        var title = model.type().map(InstanceType::words).orElse("");
        return messages.text("wizard.review.machine", title, region(spec));
    }

    private String region(JobSpec spec) {
        return switch (spec.region()) {
            case RegionChoice.AnyOpen _ -> messages.text("wizard.review.anyRegion");
            case RegionChoice.In(String name) -> name;
        };
    }

    private String launch(JobSpec spec) {
        var image =
                spec.image()
                        .map(i ->
                                switch (i) {
                                    case ImageChoice.Family(String family) -> family;
                                    case ImageChoice.ById(String id) -> id;
                                })
                        .orElseGet(() -> messages.text("wizard.image.default"));
        var sure = messages.text("wizard.review.launch", machine(spec), spec.sshKeyName(), image);
        return otherwise(spec).map(more -> sure + ". " + more).orElse(sure);
    }

    private Optional<String> otherwise(JobSpec spec) {
        var others =
                model.place().acceptable().stream()
                        .skip(1)
                        .map(InstanceType::title)
                        .collect(Collectors.joining(", "));
        if (model.place().soldOutProperty().get() == SoldOut.WAIT) {
            return Optional.of(messages.text("wizard.review.wait"));
        }
        return spec.types().size() > 1
                ? Optional.of(messages.text("wizard.review.others", others))
                : Optional.empty();
    }

    private String upload(JobSpec spec) {
        return model.project()
                .sentProperty()
                .get()
                .map(p ->
                        messages.text("wizard.review.upload", p.files(), p.bytes(), spec.project()))
                .orElse("");
    }

    private String setUp() {
        return model.project().sentProperty().get().map(Sent::setUp).orElse("");
    }

    private String scripts(JobSpec spec) {
        return spec.scripts().stream()
                .map(ScriptCall::path)
                .collect(Collectors.joining(messages.text("wizard.review.then")));
    }

    private String download(JobSpec spec) {
        return messages.text(
                "wizard.review.download",
                spec.results().isEmpty() ? "" : String.join(", ", spec.results()) + ", ",
                spec.output());
    }
}
