package gpudeck.bench;

import gpudeck.bench.machine.Shell;
import gpudeck.bench.start.Hello;
import gpudeck.bench.start.Image;
import gpudeck.bench.start.LabelWindow;
import gpudeck.bench.window.VirtualDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// How fast the packaged program is there: the window, and a command. Needs a package: `mvn -q
/// package -Pdist -DskipTests`.
final class StartCases {

    private static final Path IMAGE = Path.of("target", "dist", "gpudeck");

    /// A start is short, and what else the computer does is not.
    private static final int LEAST_ROUNDS = 9;

    private static final String OURS = "the package";
    private static final String PLAIN = "java -cp";
    private static final String HELLO = "java Hello, AOT cache";
    private static final String LABEL = "a window with a label";
    private static final String TITLE = "GPU Deck";

    private final BenchmarkOptions options;

    private StartCases(BenchmarkOptions options) {
        this.options = options;
    }

    static Map<String, Benchmark.Case> of(BenchmarkOptions options) {
        var cases = new StartCases(options);
        var all = new LinkedHashMap<String, Benchmark.Case>();
        all.put("start-command", report -> cases.measure(report, cases::command));
        all.put("start-window", report -> cases.measure(report, cases::window));
        return all;
    }

    @FunctionalInterface
    private interface Part {
        void measure(Report report, Image image, Path folder) throws Exception;
    }

    private void measure(Report report, Part part) throws Exception {
        if (!Files.isDirectory(IMAGE)) {
            report.note("not measured without a package: mvn -q package -Pdist -DskipTests");
            return;
        }
        var folder = Files.createTempDirectory(options.folder(), "gpudeck-start");
        try (var display = VirtualDisplay.open()) {
            part.measure(report, new Image(IMAGE, folder, display.name()), folder);
        } finally {
            Shell.delete(List.of(folder));
        }
    }

    private void command(Report report, Image image, Path folder) throws Exception {
        var jar = jar(folder.resolve("hello.jar"), Hello.class);
        var cache = folder.resolve("hello.aot");
        var name = Hello.class.getName();
        image.run(image.java("-XX:AOTCacheOutput=" + cache, "-cp", jar.toString(), name));
        var hello = image.java("-XX:AOTCache=" + cache, "-cp", jar.toString(), name);
        var ours = image.program("types", "--demo");
        var plain = image.plain("types", "--demo");
        var turns =
                new Turns()
                        .add(OURS, () -> image.run(ours))
                        .add(PLAIN, () -> image.run(plain))
                        .add(HELLO, () -> image.run(hello))
                        .warmUp(OURS, 1)
                        .warmUp(PLAIN, 1)
                        .run(Math.max(LEAST_ROUNDS, options.rounds()));
        report.note(turns.spread());
        ratio(report, "gpudeck types --demo", turns, HELLO, 2.0);
        ratio(report, "gpudeck types --demo", turns, PLAIN, 0.5);
    }

    private void window(Report report, Image image, Path folder) throws Exception {
        var jar = jar(folder.resolve("label.jar"), LabelWindow.class);
        var label =
                image.java(
                        "--add-modules=javafx.controls",
                        "--enable-native-access=javafx.graphics",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        jar.toString(),
                        LabelWindow.class.getName());
        var turns =
                new Turns()
                        .add(OURS, new Showing(image, image.program("--demo"), TITLE))
                        .add(PLAIN, new Showing(image, image.plain("--demo"), TITLE))
                        .add(LABEL, new Showing(image, label, LabelWindow.TITLE))
                        .warmUp(OURS, 1)
                        .warmUp(PLAIN, 1)
                        .warmUp(LABEL, 1)
                        .run(Math.max(LEAST_ROUNDS, options.rounds()));
        report.note(turns.spread());
        ratio(report, "the window", turns, LABEL, 1.6);
        ratio(report, "the window", turns, PLAIN, 0.5);
    }

    private static void ratio(Report report, String what, Turns turns, String peer, double most) {
        report.ratio("start of " + what, turns.median(OURS), peer, turns.median(peer), most);
    }

    /// A window that comes up; its end is not timed.
    private static final class Showing implements Turns.Contender {

        private final Image image;
        private final List<String> command;
        private final String title;
        private Optional<Process> shown = Optional.empty();

        Showing(Image image, List<String> command, String title) {
            this.image = image;
            this.command = command;
            this.title = title;
        }

        @Override
        public void go() throws Exception {
            shown = Optional.of(image.show(command, title));
        }

        @Override
        public void after() throws Exception {
            shown.orElseThrow().destroy();
            shown.orElseThrow().waitFor();
        }
    }

    /// The virtual machine keeps classes ready of jars only.
    private static Path jar(Path jar, Class<?> program) throws IOException {
        var entry = program.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var in = program.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(in, entry).transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
