package gpudeck.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Programs that do a part of the work.
final class Tool {

    private Tool() {}

    /// Runs a tool of the JDK.
    static void jdk(String name, List<String> arguments) {
        var tool =
                ToolProvider.findFirst(name)
                        .orElseThrow(() -> new IllegalStateException("This JDK has no " + name));
        int status = tool.run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(name + " ended with " + status + ": " + arguments);
        }
    }

    /// Runs a program, with variables added to its environment; what it says is shown.
    static void run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        await(builder);
    }

    private static void await(ProcessBuilder builder) throws IOException, InterruptedException {
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(builder.command().getFirst() + " ended with " + status);
        }
    }

    /// Runs the program that is packaged with a data folder of its own: no setting of whoever
    /// packages it counts, and no API key.
    static void runApart(List<String> command, Path home) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(home.toFile()).inheritIO();
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("LAMBDA_") || name.startsWith("GPUDECK_"));
        builder.environment().put("GPUDECK_HOME", home.toString());
        await(builder);
    }

    /// What a program says.
    static byte[] answer(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var said = process.getInputStream().readAllBytes();
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException(command[0] + " ended with " + status);
        }
        return said;
    }

    /// Where a program is that may not be installed.
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
