package gpudeck.viewmodel.job;

import gpudeck.domain.job.GpuReading;
import gpudeck.viewmodel.job.Chart.Point;
import gpudeck.viewmodel.job.GpuTrail.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is shown of a job's GPUs.
///
/// @param gpus the machine's numbers of all there are
/// @param chosen which of them is shown; empty for all together
/// @param at when the newest figures are from, by the machine's clock
/// @param span what the charts reach back from then
/// @param charts without those that these GPUs do not tell
public record GpuPicture(
        List<Integer> gpus,
        Optional<Integer> chosen,
        Instant at,
        Duration span,
        Map<GpuFigure, Chart> charts) {

    /// Half of each is a whole number of minutes.
    private static final List<Duration> SPANS =
            List.of(Duration.ofMinutes(2), Duration.ofMinutes(10), GpuTrail.SPAN);

    public GpuPicture {
        gpus = List.copyOf(gpus);
        charts = Collections.unmodifiableMap(new EnumMap<>(charts));
    }

    /// @param wished the GPU to show, if it is there
    static Optional<GpuPicture> of(List<Sample> samples, Optional<Integer> wished) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        var last = samples.getLast();
        var gpus = last.readings().stream().map(GpuReading::index).sorted().toList();
        var chosen = wished.filter(gpus::contains);
        var span = span(samples);
        var charts = new EnumMap<GpuFigure, Chart>(GpuFigure.class);
        for (var figure : GpuFigure.values()) {
            chart(figure, samples, chosen, span).ifPresent(chart -> charts.put(figure, chart));
        }
        return Optional.of(new GpuPicture(gpus, chosen, last.at(), span, charts));
    }

    /// As long as there are samples, at least.
    private static Duration span(List<Sample> samples) {
        var lasted = Duration.between(samples.getFirst().at(), samples.getLast().at());
        return SPANS.stream()
                .filter(span -> span.compareTo(lasted) >= 0)
                .findFirst()
                .orElse(GpuTrail.SPAN);
    }

    private static Optional<Chart> chart(
            GpuFigure figure, List<Sample> samples, Optional<Integer> chosen, Duration span) {
        var newest = chosen(samples.getLast(), chosen);
        var value = figure.of(newest);
        var most = figure.most(newest);
        if (value.isEmpty() || most.isEmpty() || most.getAsDouble() <= 0) {
            return Optional.empty();
        }
        double top = most.getAsDouble();
        return Optional.of(
                new Chart(
                        figure.text(value.getAsDouble()),
                        figure.unit(top),
                        List.of(figure.whole(top), figure.whole(top / 2), "0"),
                        points(figure, samples, chosen, span, top)));
    }

    private static List<Point> points(
            GpuFigure figure,
            List<Sample> samples,
            Optional<Integer> chosen,
            Duration span,
            double top) {
        var end = samples.getLast().at();
        var points = new ArrayList<Point>();
        for (var sample : samples) {
            double ago = (double) Duration.between(sample.at(), end).toMillis();
            figure.of(chosen(sample, chosen))
                    .ifPresent(value ->
                            points.add(
                                    new Point(
                                            1 - ago / span.toMillis(),
                                            Math.clamp(value / top, 0, 1))));
        }
        return points;
    }

    private static List<GpuReading> chosen(Sample sample, Optional<Integer> chosen) {
        return chosen.map(index ->
                        sample.readings().stream().filter(r -> r.index() == index).toList())
                .orElse(sample.readings());
    }
}
