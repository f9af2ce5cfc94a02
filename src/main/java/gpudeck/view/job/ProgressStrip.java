package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.job.ProgressViewModel;
import gpudeck.viewmodel.job.ProgressViewModel.Fact;
import gpudeck.viewmodel.job.ProgressViewModel.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// How far the script says it is, in a line under its output.
final class ProgressStrip extends HBox {

    private final Messages messages;
    private final Label title = Labels.body("");
    private final Label count = Labels.figure("");
    private final ProgressBar bar = new ProgressBar(0);
    private final VBox counted;
    private final HBox facts = new HBox();
    private final List<FactView> made = new ArrayList<>();
    private final Label outlook = Labels.ellipsis(Labels.help(""));
    private final Label warning = Labels.help("");

    ProgressStrip(ProgressViewModel progress, Messages messages) {
        this.messages = messages;
        setId("progress");
        getStyleClass().add("progress-strip");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        count.getStyleClass().add("text-quiet");
        count.setMinWidth(USE_PREF_SIZE);
        title.setMinWidth(USE_PREF_SIZE);
        bar.setMaxWidth(Double.MAX_VALUE);
        counted = new VBox(new HBox(title, space, count), bar);
        counted.getStyleClass().add("progress-counted");
        facts.getStyleClass().add("progress-facts");
        warning.setGraphic(Icons.of(Feather.ALERT_TRIANGLE));
        Tones.set(warning, Tone.WARNING);
        var source = new Label("", Icons.of(Feather.TRENDING_DOWN));
        source.setTooltip(new Tooltip(messages.text("job.progress.read")));
        source.setAccessibleText(messages.text("job.progress.read"));
        source.setMinWidth(USE_PREF_SIZE);
        var known = new VBox(facts, outlook, warning);
        known.getStyleClass().add("progress-known");
        getChildren().addAll(source, counted, known);
        Stream.of(this, counted, outlook, warning).forEach(ProgressStrip::leaveNoGap);
        progress.shownProperty()
                .subscribe(shown -> {
                    setVisible(shown.isPresent());
                    shown.ifPresent(this::show);
                });
    }

    private static void leaveNoGap(Node node) {
        node.managedProperty().bind(node.visibleProperty());
    }

    private void show(Shown now) {
        counted.setVisible(now.title().isPresent());
        title.setText(now.title().map(messages::text).orElse(""));
        count.setText(now.count());
        bar.setVisible(now.share().isPresent());
        bar.setProgress(now.share().orElse(0));
        show(now.facts());
        outlook.setText(now.outlook().map(messages::text).orElse(""));
        outlook.setVisible(now.outlook().isPresent() && now.warning().isEmpty());
        warning.setText(now.warning().map(messages::text).orElse(""));
        warning.setVisible(now.warning().isPresent());
    }

    /// Several times a second: labels are used again.
    private void show(List<Fact> known) {
        while (made.size() < known.size()) {
            made.add(new FactView());
        }
        for (int i = 0; i < known.size(); i++) {
            made.get(i).show(known.get(i));
        }
        var shown = made.subList(0, known.size());
        if (!facts.getChildren().equals(shown)) {
            facts.getChildren().setAll(shown);
        }
    }

    private final class FactView extends HBox {

        private final Label name = Labels.help("");
        private final Label value = Labels.figureStrong("");

        FactView() {
            name.setMinWidth(USE_PREF_SIZE);
            value.setMinWidth(USE_PREF_SIZE);
            getStyleClass().add("progress-fact");
            getChildren().addAll(name, value);
        }

        void show(Fact fact) {
            name.setText(messages.text(fact.name()));
            value.setText(messages.text(fact.value()));
        }
    }
}
