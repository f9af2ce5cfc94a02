package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.domain.UserMessage;
import gpudeck.domain.job.RunState;
import gpudeck.view.console.ConsoleView;
import gpudeck.view.kit.Badge;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.job.JobViewModel;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// One job: its steps and their cost beside its console.
public final class JobView extends BorderPane {

    /// Room for the steps, the charts, and lines of 60 characters between them.
    private static final double ROOM_FOR_CHARTS = 1080;

    private final JobViewModel job;
    private final Messages messages;
    private final JobLinks links;
    private final VBox top = new VBox();
    private final Label strip = Labels.help("");
    private final ChartPane charts;
    private boolean ended;

    /// @param back goes to the list of jobs
    public JobView(JobViewModel job, Messages messages, JobLinks links, Runnable back) {
        this.job = job;
        this.messages = messages;
        this.links = links;
        getStyleClass().add("job-view");
        top.getChildren().add(new JobHeader(job, messages, links, back));
        setTop(top);
        setLeft(side());
        charts = new ChartPane(job.gpus(), job.progress(), messages, links.zone());
        charts.managedProperty().bind(charts.visibleProperty());
        setRight(charts);
        var console = new ConsoleView(job.console(), messages, links.zone(), this::save, contact());
        VBox.setVgrow(console, Priority.ALWAYS);
        setCenter(new VBox(console, new ProgressStrip(job.progress(), messages), strip));
        strip.getStyleClass().add("job-strip");
        strip.setMaxWidth(Double.MAX_VALUE);
        strip.managedProperty().bind(strip.visibleProperty());
        job.noticeProperty().addListener(_ -> showStrip());
        job.gpus().pictureProperty().addListener(_ -> showCharts());
        job.progress().lossProperty().addListener(_ -> showCharts());
        job.gpus().warningProperty().addListener(_ -> showStrip());
        widthProperty().subscribe(_ -> showCharts());
        job.stateProperty().subscribe(this::show);
    }

    private VBox side() {
        var steps = new ScrollPane(new StepList(job, messages));
        steps.setFitToWidth(true);
        steps.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(steps, Priority.ALWAYS);
        var side = new VBox(steps, new CostBox(job, messages));
        side.getStyleClass().add("job-side");
        return side;
    }

    /// Whether what is shown is what happens now.
    private Badge contact() {
        var badge = new Badge(Feather.ACTIVITY, "", Tone.SUCCESS);
        badge.setId("contact");
        badge.setMinWidth(USE_PREF_SIZE);
        badge.managedProperty().bind(badge.visibleProperty());
        job.contactProperty()
                .subscribe(contact -> {
                    badge.setVisible(contact.isPresent());
                    contact.ifPresent(c -> {
                        badge.show(messages.text(c.word()), c.tone());
                        badge.setGraphic(
                                Icons.of(
                                        c.tone() == Tone.SUCCESS
                                                ? Feather.ACTIVITY
                                                : Feather.WIFI_OFF));
                    });
                });
        return badge;
    }

    private void show(RunState run) {
        showStrip();
        if (run.isOver() && !ended) {
            ended = true;
            top.getChildren().add(banner());
        }
    }

    private void showCharts() {
        boolean isAny =
                job.gpus().pictureProperty().get().isPresent()
                        || job.progress().lossProperty().get().isPresent();
        charts.setVisible(isAny && getWidth() >= ROOM_FOR_CHARTS);
        showStrip();
    }

    /// A transfer is the only progress that is known for certain.
    private void showStrip() {
        var words =
                job.transfer()
                        .or(() -> job.noticeProperty().get())
                        .or(() -> charts.isVisible() ? Optional.empty() : gpuWords());
        strip.setVisible(words.isPresent());
        strip.setText(words.map(messages::text).orElse(""));
    }

    private Optional<UserMessage> gpuWords() {
        return job.gpus().warningProperty().get().or(job.gpus()::summary);
    }

    private HBox banner() {
        var tone = job.tone() == Tone.MUTED ? Tone.ACCENT : job.tone();
        var icon =
                switch (tone) {
                    case DANGER -> Feather.X_CIRCLE;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case SUCCESS -> Feather.CHECK_CIRCLE;
                    default -> Feather.INFO;
                };
        var banner =
                new MessageBanner(
                        icon,
                        tone,
                        link(Feather.TERMINAL, "job.fullOutput", true),
                        link(Feather.FOLDER, "job.results", false));
        banner.setId("job-ended");
        job.endingProperty()
                .subscribe(said ->
                        banner.show(
                                messages.text(job.word()) + ".",
                                said.map(messages::text).orElse("")));
        var around = new HBox(banner);
        HBox.setHgrow(banner, Priority.ALWAYS);
        around.getStyleClass().add("job-banner");
        return around;
    }

    private Button link(Feather icon, String key, boolean console) {
        var folder = console ? job.consoleFolder() : job.folder();
        return Buttons.small(
                Buttons.plain(icon, messages.text(key), () -> links.openFolder().accept(folder)));
    }

    private void save() {
        var chooser = new FileChooser();
        chooser.setTitle(messages.text("console.save"));
        chooser.setInitialFileName(job.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + ".log");
        Optional.ofNullable(chooser.showSaveDialog(getScene().getWindow()))
                .ifPresent(file -> job.saveLines(file.toPath()));
    }
}
