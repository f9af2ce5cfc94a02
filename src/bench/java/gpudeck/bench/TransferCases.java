package gpudeck.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// What goes to and from a machine, beside OpenSSH's own tools.
final class TransferCases {

    private TransferCases() {}

    static Map<String, Benchmark.Case> of(BenchmarkOptions options) {
        var near = new NearCases(options);
        var far = new FarCases(options);
        var cases = new LinkedHashMap<String, Benchmark.Case>();
        cases.put("upload", near::upload);
        cases.put("fresh", near::fresh);
        cases.put("download", near::download);
        cases.put("again", near::again);
        cases.put("log", near::log);
        cases.put("heap", near::heap);
        cases.put("slow", far::slow);
        cases.put("first-line", new FirstLineCase(options)::measure);
        return cases;
    }
}
