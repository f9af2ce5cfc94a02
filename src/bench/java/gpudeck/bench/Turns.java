package gpudeck.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Contenders that take turns, so that what else the machine does falls on all of them alike.
final class Turns {

    /// One turn. Only `go` is timed.
    interface Contender {
        default void before() throws Exception {}

        void go() throws Exception;

        default void after() throws Exception {}

        /// Looks once whether it did what it is timed for.
        default void check() throws Exception {}
    }

    /// @param seconds of each turn that counts
    private record Timed(String name, Contender contender, List<Double> seconds) {

        double turn() throws Exception {
            contender.before();
            long began = System.nanoTime();
            contender.go();
            double took = (System.nanoTime() - began) / 1e9;
            contender.after();
            return took;
        }

        String spread() {
            return "%s %s (%s – %s)"
                    .formatted(
                            name,
                            Report.seconds(median(seconds)),
                            Report.seconds(Collections.min(seconds)),
                            Report.seconds(Collections.max(seconds)));
        }
    }

    private final List<Timed> all = new ArrayList<>();

    Turns add(String name, Contender contender) {
        all.add(new Timed(name, contender, new ArrayList<>()));
        return this;
    }

    /// Turns that are not counted.
    Turns warmUp(String name, int turns) throws Exception {
        var timed = find(name);
        for (int turn = 0; turn < turns; turn++) {
            timed.turn();
        }
        return this;
    }

    /// Lets everybody have so many turns. Each round begins with another one.
    Turns run(int rounds) throws Exception {
        var order = new ArrayList<>(all);
        for (int round = 0; round < rounds; round++) {
            for (var timed : order) {
                timed.seconds().add(timed.turn());
                if (round == 0) {
                    timed.contender().check();
                }
            }
            Collections.rotate(order, -1);
        }
        return this;
    }

    /// In seconds.
    double median(String name) {
        return median(find(name).seconds());
    }

    /// The median of each, and between what they lay.
    String spread() {
        return all.stream().map(Timed::spread).collect(Collectors.joining(", ", "   ", ""));
    }

    private Timed find(String name) {
        return all.stream().filter(timed -> timed.name().equals(name)).findFirst().orElseThrow();
    }

    static double median(List<Double> all) {
        var sorted = all.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
