package gpudeck.viewmodel.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The loss that a job's scripts wrote, from the first one on, coarser the longer it gets. Told on
/// the run's thread, read by the window's.
final class LossTrail {

    /// As many as a chart has room for.
    private static final int MOST = 256;

    /// What is larger leaves no room for anything else; it is told all the same.
    private static final double LARGEST = 1e9;

    private static final double SMALLEST = 1e-9;

    private List<Span> spans = new ArrayList<>();
    private Duration width = Duration.ofSeconds(1);
    private OptionalDouble newest = OptionalDouble.empty();
    private int version;

    /// What it was from then on, for the trail's width: no peak is lost.
    record Span(Instant from, double lowest, double highest) {

        private Span with(Span other) {
            return new Span(from, Math.min(lowest, other.lowest), Math.max(highest, other.highest));
        }
    }

    /// The same again says nothing new.
    synchronized void add(double loss, Instant at) {
        if (newest.equals(OptionalDouble.of(loss))) {
            return;
        }
        newest = OptionalDouble.of(loss);
        version++;
        if (Math.abs(loss) <= LARGEST) {
            draw(Math.abs(loss) < SMALLEST ? 0 : loss, at);
        }
    }

    private void draw(double loss, Instant at) {
        if (!spans.isEmpty() && at.isBefore(spans.getLast().from())) {
            spans.clear(); // the machine's clock was set
        }
        join(spans, new Span(at, loss, loss));
        while (spans.size() > MOST) {
            width = width.multipliedBy(2);
            var coarser = new ArrayList<Span>();
            spans.forEach(span -> join(coarser, span));
            spans = coarser;
        }
    }

    private void join(List<Span> to, Span next) {
        if (!to.isEmpty() && next.from().isBefore(to.getLast().from().plus(width))) {
            to.set(to.size() - 1, to.getLast().with(next));
        } else {
            to.add(next);
        }
    }

    /// Another one whenever there is more.
    synchronized int version() {
        return version;
    }

    /// May be no number; empty before there was any.
    synchronized OptionalDouble newest() {
        return newest;
    }

    /// Of numbers that can be drawn, the oldest first.
    synchronized List<Span> spans() {
        return List.copyOf(spans);
    }
}
