package gpudeck.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs the cases that are asked for, in their order, and writes their table.
public final class Benchmark {

    /// Measures one thing, and says in the report what it found.
    @FunctionalInterface
    interface Case {
        void measure(Report report) throws Exception;
    }

    private Benchmark() {}

    private static Map<String, Case> cases(BenchmarkOptions options) {
        var all = new LinkedHashMap<String, Case>();
        all.putAll(TransferCases.of(options));
        all.putAll(WindowCases.of(options));
        all.putAll(StartCases.of(options));
        return all;
    }

    public static void main(String[] args) throws Exception {
        var options = BenchmarkOptions.fromProperties();
        var cases = cases(options);
        var asked = options.cases().isEmpty() ? List.copyOf(cases.keySet()) : options.cases();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var report = new Report(out);
        for (var name : asked) {
            if (!cases.containsKey(name)) {
                throw new IllegalArgumentException(
                        "There is no case " + name + ", only " + cases.keySet() + ".");
            }
        }
        boolean whole = true;
        for (var name : asked) {
            out.println("== " + name);
            try {
                Objects.requireNonNull(cases.get(name)).measure(report);
            } catch (Exception e) {
                // The others are worth their figures all the same.
                e.printStackTrace(out);
                whole = false;
            }
        }
        var file = Path.of("target", "benchmark.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, report.table());
        out.println(report.table());
        // What a case left behind, a window's threads say, must not keep the program.
        System.exit(whole ? 0 : 1);
    }
}
