package gpudeck.bench.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The packaged program, and other programs on its runtime. Everything is done in one home folder.
public final class Image {

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment;

    /// @param folder of the application image
    /// @param home for what the programs keep
    /// @param display as `DISPLAY` has it
    public Image(Path folder, Path home, String display) {
        this.folder = folder.toAbsolutePath();
        this.home = home;
        this.environment =
                Map.of(
                        "HOME", home.toString(),
                        "GPUDECK_HOME", home.resolve("data").toString(),
                        "DISPLAY", display,
                        "LANG", "C.UTF-8",
                        "PATH", System.getenv().getOrDefault("PATH", "/usr/bin"));
    }

    /// As a user starts it.
    public List<String> program(String... arguments) {
        return command(List.of(folder.resolve("bin/gpudeck").toString()), arguments);
    }

    /// The same jars on the same runtime, without an AOT cache.
    public List<String> plain(String... arguments) throws IOException {
        var natives = folder.resolve("lib/native");
        try (var jars = Files.list(folder.resolve("lib/app"))) {
            var classPath = jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
            return command(
                    java(
                            "@" + folder.resolve("lib/jvm.options"),
                            "-Djava.library.path=" + natives,
                            "-Djna.boot.library.path=" + natives,
                            "-Dorg.sqlite.lib.path=" + natives,
                            "-cp",
                            classPath,
                            "gpudeck.app.Main"),
                    arguments);
        }
    }

    /// Another program on the same runtime.
    public List<String> java(String... arguments) {
        return command(List.of(folder.resolve("lib/runtime/bin/java").toString()), arguments);
    }

    private static List<String> command(List<String> first, String... more) {
        var command = new ArrayList<>(first);
        command.addAll(List.of(more));
        return command;
    }

    public Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    /// Waits for its last byte.
    public void run(List<String> command) throws IOException, InterruptedException {
        var process = start(command);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ":\n" + said);
        }
    }

    /// Waits until a window whose title begins so is on the screen.
    ///
    /// @return the program, to be ended
    public Process show(List<String> command, String title)
            throws IOException, InterruptedException {
        var process = start(command);
        while (!isShown(title)) {
            if (!process.isAlive()) {
                throw new IOException(
                        String.join(" ", command)
                                + ":\n"
                                + new String(
                                        process.getInputStream().readAllBytes(),
                                        StandardCharsets.UTF_8));
            }
        }
        return process;
    }

    private boolean isShown(String title) throws IOException, InterruptedException {
        var look =
                new ProcessBuilder("xdotool", "search", "--onlyvisible", "--name", "^" + title)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        look.environment().putAll(environment);
        return look.start().waitFor() == 0;
    }
}
