package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.StyleClasses;
import gpudeck.viewmodel.job.JobViewModel;
import gpudeck.viewmodel.job.StepRow;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The timeline of a job: a sign for each step, joined by a line, with its time and what there is
/// to say about it.
final class StepList extends VBox {

    private static final String PHASE = "phase-";

    private final Messages messages;

    StepList(JobViewModel job, Messages messages) {
        this.messages = messages;
        getStyleClass().add("step-list");
        var count = Labels.figure("");
        Runnable counted =
                () ->
                        count.setText(
                                messages.text(
                                        "job.steps.done", job.stepsDone(), job.steps().size()));
        job.stateProperty().addListener(_ -> counted.run());
        counted.run();
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(Labels.strong(messages.text("job.steps")), space, count);
        head.getStyleClass().add("step-head");
        count.getStyleClass().add("text-quiet");
        getChildren().add(head);
        job.steps().forEach(step -> getChildren().add(row(step, step == job.steps().getLast())));
    }

    private HBox row(StepRow step, boolean last) {
        var sign = new StackPane();
        sign.getStyleClass().add("step-sign");
        var line = new Region();
        line.getStyleClass().add("step-line");
        line.setVisible(!last);
        VBox.setVgrow(line, Priority.ALWAYS);
        var rail = new VBox(sign, line);
        rail.setAlignment(Pos.TOP_CENTER);
        var words = words(step);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(rail, words);
        row.getStyleClass().add("step-row");
        step.phaseProperty().subscribe(phase -> showPhase(row, sign, phase));
        return row;
    }

    private VBox words(StepRow step) {
        var name = Labels.bound(Labels.name(""), step.nameProperty().map(messages::text));
        name.getStyleClass().add("step-name");
        var time = Labels.bound(Labels.figure(""), step.timeProperty());
        time.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var words = new VBox(new HBox(name, space, time), note(step), progress(step));
        words.getStyleClass().add("step-words");
        return words;
    }

    private Label note(StepRow step) {
        var note = Labels.help("");
        note.managedProperty().bind(note.visibleProperty());
        step.noteProperty()
                .subscribe(said -> {
                    note.setText(said.map(messages::text).orElse(""));
                    note.setVisible(said.isPresent());
                });
        return note;
    }

    private static ProgressBar progress(StepRow step) {
        var bar = new ProgressBar(0);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.managedProperty().bind(bar.visibleProperty());
        step.progressProperty()
                .subscribe(share -> {
                    bar.setVisible(share.doubleValue() >= 0);
                    bar.setProgress(Math.max(0, share.doubleValue()));
                });
        return bar;
    }

    private static void showPhase(HBox row, StackPane sign, StepRow.Phase phase) {
        StyleClasses.replace(row, PHASE, PHASE + phase.name().toLowerCase(Locale.ROOT));
        switch (phase) {
            case DONE -> sign.getChildren().setAll(Icons.of(Feather.CHECK));
            case FAILED -> sign.getChildren().setAll(Icons.of(Feather.X));
            case CANCELLED -> sign.getChildren().setAll(Icons.of(Feather.MINUS));
            case RUNNING -> {
                var point = new Region();
                point.getStyleClass().add("step-point");
                sign.getChildren().setAll(point);
            }
            case WAITING, SKIPPED -> sign.getChildren().clear();
        }
    }
}
