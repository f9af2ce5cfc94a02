package gpudeck.campaign;

import gpudeck.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The product as one process, small enough that many fit beside each other.
final class Program implements AutoCloseable {

    private static final List<String> SMALL =
            List.of(
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote",
                    "-Xshare:auto",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// Four at a time on two processors that others use too.
    private static final Duration WHOLE_JOB = Duration.ofMinutes(3);

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// @param label names its output files in the folder, which is its working folder and its
    ///   user's home folder
    static Program start(
            Path folder,
            String label,
            String classPath,
            Map<String, String> environment,
            List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(List.of("-Duser.home=" + folder, "-cp", classPath, "gpudeck.app.Main"));
        command.addAll(arguments);
        var out = folder.resolve(label + ".out");
        var err = folder.resolve(label + ".err");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("GPUDECK_") || name.startsWith("LAMBDA_"));
        builder.environment().keySet().removeAll(List.of("DISPLAY", "SSH_AUTH_SOCK"));
        builder.environment().putAll(environment);
        return new Program(builder.start(), out, err);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean hasSucceeded() {
        return !process.isAlive() && process.exitValue() == 0;
    }

    /// As `kill -s` does.
    ///
    /// @param name without `SIG`
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
    }

    String out() {
        return written(out);
    }

    String err() {
        return written(err);
    }

    /// As `kill -9` does: it learns nothing of it.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        await(Until.PATIENCE);
    }

    /// Waits for its end. That it does not come is for the [Oracle] to judge.
    void finish() throws InterruptedException {
        process.waitFor(WHOLE_JOB.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @return its exit status
    int await(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running: " + out() + err());
        }
        return process.exitValue();
    }

    private static String written(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
