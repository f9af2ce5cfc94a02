package gpudeck.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What is asked of the benchmark, by system properties.
///
/// @param cases those to run; empty for all
/// @param rounds how often each contender has its turn
/// @param quick with a hundredth of the data: to see that all works, not how fast
/// @param folder where the data lies; a folder in memory leaves the disk out of what is measured
record BenchmarkOptions(List<String> cases, int rounds, boolean quick, Path folder) {

    BenchmarkOptions {
        cases = List.copyOf(cases);
    }

    static BenchmarkOptions fromProperties() {
        var names = System.getProperty("bench.cases", "");
        return new BenchmarkOptions(
                Arrays.stream(names.split(","))
                        .map(String::strip)
                        .filter(n -> !n.isEmpty())
                        .toList(),
                Integer.getInteger("bench.rounds", 5),
                Boolean.getBoolean("bench.quick"),
                Path.of(System.getProperty("bench.folder", "/dev/shm")));
    }

    /// How many of something that there are `many` of at full size.
    int scaled(int many) {
        return quick ? Math.max(1, many / 100) : many;
    }
}
