package gpudeck.bench.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a window in a Java of its own found out, by name.
public final class Figures {

    private static final String MARK = "= ";

    private final Map<String, Double> byName = new HashMap<>();

    private Figures() {}

    /// Runs `program` to its end.
    ///
    /// @param folder for all that it writes
    public static Figures of(VirtualDisplay display, Path folder, Class<?> program, Object... args)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // As it is shipped.
                                "@" + Path.of("jlink", "jvm.options"),
                                "-Dprism.order=sw",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        for (var arg : args) {
            command.add(arg.toString());
        }
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DISPLAY", display.name());
        var process = builder.start();
        process.getOutputStream().close();
        var figures = new Figures();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(figures::take);
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(program.getSimpleName() + " ended with " + exit);
        }
        return figures;
    }

    private void take(String line) {
        if (line.startsWith(MARK)) {
            int space = line.lastIndexOf(' ');
            byName.put(
                    line.substring(MARK.length(), space),
                    Double.valueOf(line.substring(space + 1)));
        }
    }

    /// From within the window's program.
    @SuppressWarnings("SystemOut") // it is how the two programs talk
    static void say(String name, double value) {
        System.out.println(MARK + name + " " + value);
    }

    public double get(String name) {
        var value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no figure " + name + " among " + byName.keySet());
        }
        return value;
    }

    /// Those whose names begin so.
    public List<String> names(String prefix) {
        return byName.keySet().stream().filter(n -> n.startsWith(prefix)).sorted().toList();
    }
}
