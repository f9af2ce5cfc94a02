package gpudeck.viewmodel.job;

import gpudeck.domain.UserMessage;
import gpudeck.domain.job.Loss;
import gpudeck.viewmodel.job.Chart.Point;
import gpudeck.viewmodel.job.LossTrail.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is shown of a job's loss.
///
/// @param from when the first was written, by the machine's clock
/// @param to when the newest was
public record LossPicture(Instant from, Instant to, Chart chart) {

    /// One says nothing of the way.
    private static final int FEWEST = 2;

    static Optional<LossPicture> of(LossTrail trail) {
        var spans = trail.spans();
        if (spans.size() < FEWEST) {
            return Optional.empty();
        }
        double lowest = spans.stream().mapToDouble(Span::lowest).min().orElseThrow();
        double highest = spans.stream().mapToDouble(Span::highest).max().orElseThrow();
        var axis = Axis.around(lowest, highest);
        var from = spans.getFirst().from();
        var to = spans.getLast().from();
        return Optional.of(
                new LossPicture(
                        from,
                        to,
                        new Chart(
                                new Loss(trail.newest().orElseThrow()).toString(),
                                UserMessage.of("job.progress.loss.unit", new Loss(lowest)),
                                axis.marks(),
                                points(spans, axis, from, Duration.between(from, to)))));
    }

    private static List<Point> points(List<Span> spans, Axis axis, Instant from, Duration all) {
        var points = new ArrayList<Point>();
        for (var span : spans) {
            double x = (double) Duration.between(from, span.from()).toMillis() / all.toMillis();
            points.add(new Point(x, axis.share(span.highest())));
            if (span.lowest() < span.highest()) {
                points.add(new Point(x, axis.share(span.lowest())));
            }
        }
        return points;
    }
}
