package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.job.CostShare;
import gpudeck.viewmodel.job.JobViewModel;
import java.util.List;
import java.util.Locale;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What each part of a job cost, as one bar and in figures.
final class CostBox extends VBox {

    private final Messages messages;
    private final GridPane bar = new GridPane();
    private final VBox lines = new VBox();

    CostBox(JobViewModel job, Messages messages) {
        this.messages = messages;
        getStyleClass().add("cost-box");
        bar.getStyleClass().add("cost-bar");
        lines.getStyleClass().add("cost-lines");
        getChildren().addAll(Labels.strong(messages.text("job.costs")), bar, lines);
        managedProperty().bind(visibleProperty());
        job.sharesProperty().subscribe(this::show);
    }

    private void show(List<CostShare> shares) {
        setVisible(!shares.isEmpty());
        bar.getChildren().clear();
        bar.getColumnConstraints().clear();
        lines.getChildren().clear();
        double total = shares.stream().mapToLong(s -> s.cost().value()).sum();
        for (int i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            var column = new ColumnConstraints();
            column.setPercentWidth(100 * share.cost().value() / total);
            bar.getColumnConstraints().add(column);
            bar.add(mark(share, "cost-part"), i, 0);
            lines.getChildren().add(line(share));
        }
    }

    private HBox line(CostShare share) {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var amount = Labels.figureStrong(share.cost().toString());
        amount.setMinWidth(USE_PREF_SIZE);
        var line =
                new HBox(
                        mark(share, "cost-mark"),
                        Labels.body(messages.text("job.cost." + share.part().name())),
                        space,
                        amount);
        line.getStyleClass().add("cost-line");
        return line;
    }

    private static Region mark(CostShare share, String kind) {
        var mark = new Region();
        mark.getStyleClass()
                .addAll(
                        kind,
                        "cost-" + share.part().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return mark;
    }
}
