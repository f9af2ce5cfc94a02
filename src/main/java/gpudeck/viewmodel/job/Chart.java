package gpudeck.viewmodel.job;

import gpudeck.domain.UserMessage;
import java.util.List;

/// One figure over time.
///
/// @param value the newest: `71.3`
/// @param unit what stands behind it: `of 79.6 GiB`
/// @param marks of the axis, from the top to the bottom
/// @param points the oldest first
public record Chart(String value, UserMessage unit, List<String> marks, List<Point> points) {

    public Chart {
        marks = List.copyOf(marks);
        points = List.copyOf(points);
    }

    /// @param x 0 at the beginning of the span, 1 at its end
    /// @param y 0 at the bottom, 1 at the top
    public record Point(double x, double y) {}
}
