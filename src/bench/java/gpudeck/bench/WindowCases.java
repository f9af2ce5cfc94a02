package gpudeck.bench;

import gpudeck.bench.window.EmptyWindow;
import gpudeck.bench.window.Figures;
import gpudeck.bench.window.FloodText;
import gpudeck.bench.window.FloodWindow;
import gpudeck.bench.window.InstancesWindow;
import gpudeck.bench.window.VirtualDisplay;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The window under load, beside an empty one.
final class WindowCases {

    private static final int LINES = 1_000_000;
    private static final int BYTES = 100_000_000;
    private static final double GAP_P99 = 50;
    private static final double GAP_MAX = 150;
    private static final double HEAP_MB = 64;

    private final BenchmarkOptions options;

    private WindowCases(BenchmarkOptions options) {
        this.options = options;
    }

    static Map<String, Benchmark.Case> of(BenchmarkOptions options) {
        var cases = new WindowCases(options);
        var all = new LinkedHashMap<String, Benchmark.Case>();
        all.put("window", cases::window);
        all.put("bugs", cases::bugs);
        all.put("instances", cases::instances);
        return all;
    }

    private void window(Report report) throws Exception {
        try (var display = VirtualDisplay.open()) {
            var empty = empty(display);
            int lines = options.scaled(LINES);
            var flood = flood(display, FloodText.LINES, lines);
            double perSecond = lines / flood.get("seconds");
            report.atLeast(
                    "a flood of lines in the console",
                    String.format(Locale.ROOT, "%,d lines", lines),
                    perSecond,
                    50_000,
                    "lines/s");
            held(report, "the flood of lines", flood, empty);
            for (var answer : flood.names("answer")) {
                report.note(answer + ": " + number(flood.get(answer)) + " ms");
            }
        }
    }

    private void bugs(Report report) throws Exception {
        try (var display = VirtualDisplay.open()) {
            var empty = empty(display);
            int bytes = options.scaled(BYTES);
            held(
                    report,
                    "a line without an end",
                    flood(display, FloodText.LONG_LINE, bytes),
                    empty);
            held(report, "broken text", flood(display, FloodText.BROKEN, bytes), empty);
        }
    }

    private Figures empty(VirtualDisplay display) throws Exception {
        return Figures.of(display, options.folder(), EmptyWindow.class, options.scaled(10_000));
    }

    private Figures flood(VirtualDisplay display, FloodText what, int size) throws Exception {
        var text = what.file(options.folder(), size);
        try {
            return Figures.of(display, options.folder(), FloodWindow.class, text, what);
        } finally {
            Files.delete(text);
        }
    }

    /// What the window owes its user whatever comes.
    private static void held(Report report, String what, Figures flood, Figures empty) {
        report.add(gap(what, "p99", flood, empty, GAP_P99));
        report.add(gap(what, "max", flood, empty, GAP_MAX));
        report.atMost(
                "heap after " + what,
                "above idle, " + time(flood),
                flood.get("heap"),
                HEAP_MB,
                "MB");
    }

    private static String time(Figures flood) {
        return "after %s, %s of them on the window's thread"
                .formatted(
                        Report.seconds(flood.get("seconds")),
                        Report.seconds(flood.get("ui seconds")));
    }

    private static Report.Row gap(
            String what, String which, Figures flood, Figures empty, double most) {
        double gap = flood.get("flood gap " + which);
        return new Report.Row(
                "gap between beats under " + what + ", " + which,
                number(gap) + " ms",
                "empty window: " + number(empty.get("empty gap " + which)) + " ms",
                number(gap) + " ms",
                "≤ " + number(most) + " ms",
                gap <= most);
    }

    private void instances(Report report) throws Exception {
        try (var display = VirtualDisplay.open()) {
            var table =
                    Figures.of(
                            display,
                            options.folder(),
                            InstancesWindow.class,
                            1000,
                            Math.max(20, options.scaled(200)));
            report.atMost(
                    "a refresh of 1,000 instances, p99",
                    "p50 " + number(table.get("refresh p50")) + " ms",
                    table.get("refresh p99"),
                    8,
                    "ms");
            report.note("longest refresh: " + number(table.get("refresh max")) + " ms");
        }
    }

    private static String number(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }
}
