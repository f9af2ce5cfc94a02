package gpudeck.view.job;

import gpudeck.view.kit.Labels;
import gpudeck.viewmodel.job.Chart.Point;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/// A line over time, its surface, and its axes.
final class TrailPlot extends Region {

    private static final double AXIS_WIDTH = 30;
    private static final double TIMES_HEIGHT = 18;
    private static final double HEIGHT = 92;

    /// So that half of a line or a point is not cut off.
    private static final double EDGE = 4;

    private final List<Label> marks = three();
    private final List<Label> times = three();
    private final List<Line> grid = List.of(new Line(), new Line(), new Line());
    private final Polygon surface = new Polygon();
    private final Polyline line = new Polyline();
    private final Circle newest = new Circle(2.5);
    private List<Point> points = List.of();

    TrailPlot() {
        getStyleClass().add("trail-plot");
        surface.getStyleClass().add("trail-surface");
        line.getStyleClass().add("trail-line");
        newest.getStyleClass().add("trail-newest");
        grid.forEach(each -> each.getStyleClass().add("trail-grid"));
        Stream.of(grid, List.of(surface, line, newest), marks, times)
                .forEach(getChildren()::addAll);
        getChildren().forEach(each -> each.setManaged(false));
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
    }

    private static List<Label> three() {
        return Stream.generate(() -> Labels.small("")).limit(3).toList();
    }

    /// @param values what stands at the top, in the middle and at the bottom
    /// @param moments what stands under the beginning, the middle and the end
    void show(List<String> values, List<String> moments, List<Point> shown) {
        points = shown;
        for (int i = 0; i < marks.size(); i++) {
            marks.get(i).setText(values.get(i));
            times.get(i).setText(moments.get(i));
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double left = AXIS_WIDTH;
        double width = Math.max(0, getWidth() - left - EDGE);
        double bottom = getHeight() - TIMES_HEIGHT;
        double height = bottom - EDGE;
        for (int i = 0; i < grid.size(); i++) {
            double y = Math.rint(EDGE + height * i / 2) + 0.5;
            grid.get(i).setStartX(left);
            grid.get(i).setEndX(left + width);
            grid.get(i).setStartY(y);
            grid.get(i).setEndY(y);
            place(marks.get(i), left - 6, 1, y, 0.5);
            place(times.get(i), left + width * i / 2, i / 2.0, getHeight(), 1);
        }
        var xy =
                points.stream()
                        .flatMap(p -> Stream.of(left + width * p.x(), bottom - height * p.y()))
                        .toList();
        line.getPoints().setAll(xy);
        surface.getPoints().setAll(xy);
        newest.setVisible(!points.isEmpty());
        if (!points.isEmpty()) {
            newest.setCenterX(xy.get(xy.size() - 2));
            newest.setCenterY(xy.getLast());
            surface.getPoints().addAll(xy.get(xy.size() - 2), bottom, xy.getFirst(), bottom);
        }
    }

    /// @param alongX how much of the label is left of `x`: 0 to 1
    private static void place(Label label, double x, double alongX, double y, double alongY) {
        double width = label.prefWidth(-1);
        double height = label.prefHeight(-1);
        label.resizeRelocate(
                Math.rint(x - width * alongX), Math.rint(y - height * alongY), width, height);
    }
}
