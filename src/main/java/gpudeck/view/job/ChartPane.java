package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Fields;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Clocks;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.job.Chart;
import gpudeck.viewmodel.job.GpuFigure;
import gpudeck.viewmodel.job.GpuPicture;
import gpudeck.viewmodel.job.GpuViewModel;
import gpudeck.viewmodel.job.LossPicture;
import gpudeck.viewmodel.job.ProgressViewModel;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the GPUs of a job's machine do, over the last half an hour at most, and how its loss went.
final class ChartPane extends VBox {

    private final Messages messages;
    private final ZoneId zone;
    private final Label span = Labels.quiet("");
    private final Label title = Labels.strong("");
    private final ObservableList<Optional<Integer>> choices = FXCollections.observableArrayList();
    private final ComboBox<Optional<Integer>> choice;
    private final Label warning = Labels.help("");
    private final VBox charts = new VBox();
    private final ChartView loss;
    private List<ChartView> ofGpus = List.of();
    private boolean hasLoss;
    private final Map<GpuFigure, ChartView> views = new EnumMap<>(GpuFigure.class);

    ChartPane(GpuViewModel gpus, ProgressViewModel progress, Messages messages, ZoneId zone) {
        this.messages = messages;
        this.zone = zone;
        getStyleClass().add("chart-pane");
        setId("gpus");
        choice =
                Fields.choice(
                        choices, gpus.chosenProperty(), gpus.chosenProperty()::set, this::words);
        choice.setId("gpu-choice");
        choice.setVisible(false);
        choice.managedProperty().bind(choice.visibleProperty());
        title.managedProperty().bind(title.visibleProperty());
        title.visibleProperty().bind(choice.visibleProperty().not());
        warning.getStyleClass().add("gpu-warning");
        warning.setGraphic(Icons.of(Feather.ALERT_TRIANGLE));
        Tones.set(warning, Tone.WARNING);
        warning.managedProperty().bind(warning.visibleProperty());
        charts.getStyleClass().add("trail-charts");
        var scroll = new ScrollPane(charts);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(), warning, scroll);
        loss = new ChartView(messages.text("job.progress.loss.name"), "loss", messages);
        gpus.pictureProperty().subscribe(picture -> picture.ifPresent(this::show));
        progress.lossProperty().subscribe(picture -> picture.ifPresent(this::show));
        gpus.warningProperty()
                .subscribe(said -> {
                    warning.setVisible(said.isPresent());
                    warning.setText(said.map(messages::text).orElse(""));
                });
    }

    private HBox head() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(title, choice, space, span);
        head.getStyleClass().add("chart-pane-head");
        return head;
    }

    private String words(Optional<Integer> gpu) {
        return gpu.map(number -> messages.text("job.gpu.one", number))
                .orElseGet(() -> messages.text("job.gpu.all", choices.size() - 1));
    }

    private void show(GpuPicture now) {
        title.setText(messages.text("job.gpu.one", now.gpus().getFirst()));
        choice.setVisible(now.gpus().size() > 1);
        var all =
                Stream.concat(
                                Stream.of(Optional.<Integer>empty()),
                                now.gpus().stream().map(Optional::of))
                        .toList();
        if (!choices.equals(all)) {
            choices.setAll(all);
            choice.setValue(now.chosen());
        }
        long minutes = now.span().toMinutes();
        span.setText(messages.text("job.gpu.span", minutes));
        var moments =
                List.of(
                        messages.text("job.gpu.begin", minutes),
                        messages.text("job.gpu.middle", minutes / 2),
                        Clocks.toTheSecond(now.at(), zone));
        var shown = new ArrayList<ChartView>();
        now.charts().forEach((figure, chart) -> shown.add(show(figure, chart, moments)));
        ofGpus = shown;
        arrange();
    }

    private void show(LossPicture now) {
        var middle = now.from().plus(Duration.between(now.from(), now.to()).dividedBy(2));
        loss.show(
                now.chart(),
                Stream.of(now.from(), middle, now.to())
                        .map(at -> Clocks.toTheSecond(at, zone))
                        .toList());
        hasLoss = true;
        arrange();
    }

    private void arrange() {
        var shown = new ArrayList<Node>(ofGpus);
        if (hasLoss) {
            shown.add(loss);
        }
        if (!charts.getChildren().equals(shown)) {
            charts.getChildren().setAll(shown);
        }
    }

    private ChartView show(GpuFigure figure, Chart chart, List<String> moments) {
        var view =
                views.computeIfAbsent(
                        figure,
                        _ ->
                                new ChartView(
                                        messages.text("job.gpu." + figure.name()),
                                        figure.name().toLowerCase(Locale.ROOT),
                                        messages));
        view.show(chart, moments);
        return view;
    }
}
