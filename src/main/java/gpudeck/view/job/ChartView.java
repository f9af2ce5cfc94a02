package gpudeck.view.job;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.job.Chart;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One figure: its name, its value now, and how it was.
final class ChartView extends VBox {

    private final Messages messages;
    private final String name;
    private final Label value = new Label();
    private final Label unit = Labels.help("");
    private final TrailPlot plot = new TrailPlot();

    /// @param series whose colour it has
    ChartView(String name, String series, Messages messages) {
        this.messages = messages;
        this.name = name;
        getStyleClass().addAll("trail-chart", "series-" + series);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        value.getStyleClass().add("text-stat");
        value.setMinWidth(USE_PREF_SIZE);
        unit.setMinWidth(USE_PREF_SIZE);
        var dash = new Region();
        dash.getStyleClass().add("series-dash");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(dash, Labels.body(name), space, value, unit);
        head.getStyleClass().add("trail-chart-head");
        getChildren().addAll(head, plot);
    }

    /// @param moments under the beginning, the middle and the end
    void show(Chart chart, List<String> moments) {
        value.setText(chart.value());
        unit.setText(messages.text(chart.unit()));
        plot.show(chart.marks(), moments, chart.points());
        setAccessibleText(name + " " + chart.value() + " " + unit.getText());
    }
}
