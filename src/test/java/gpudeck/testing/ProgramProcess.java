package gpudeck.testing;

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

/// The program as a process of its own: with its own environment, and without a display.
public final class ProgramProcess implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;

    private ProgramProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// What it wrote, and how it ended.
    public record Ended(int status, String out, String err) {}

    /// It finds neither a display nor a keyring. Its working folder is `folder`, its data folder
    /// `folder/home`.
    public static ProgramProcess start(
            Path folder, Map<String, String> environment, List<String> flags, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        // It does not run for long enough to be compiled twice.
                        "-XX:TieredStopAtLevel=1",
                        // Its classes were verified by the tests: a sixth of its start.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path",
                                System.getProperty("java.class.path"))));
        command.addAll(flags);
        command.add("gpudeck.app.Main");
        command.addAll(List.of(arguments));
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("GPUDECK_") || name.startsWith("LAMBDA_"));
        builder.environment()
                .keySet()
                .removeAll(List.of("DISPLAY", "SSH_AUTH_SOCK", "DBUS_SESSION_BUS_ADDRESS"));
        builder.environment().put("GPUDECK_HOME", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        return new ProgramProcess(builder.start(), out, err);
    }

    public static Ended run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (var program = start(folder, environment, List.of(), arguments)) {
            return program.await();
        }
    }

    public long pid() {
        return process.pid();
    }

    /// Gives it this on standard input, and nothing after it.
    public void type(String text) throws IOException {
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Waits until it has written this, on either stream.
    public void awaitText(String text) throws InterruptedException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!written(out).contains(text) && !written(err).contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no \"" + text + "\" in " + written(out) + written(err));
            }
            // The process is the clock: either it goes on to write, or it ends.
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("ended: " + written(out) + written(err));
            }
        }
    }

    /// @param name without `SIG`
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    public Ended await() throws InterruptedException {
        if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + written(out) + written(err));
        }
        return new Ended(process.exitValue(), written(out), written(err));
    }

    private static String written(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (java.nio.charset.CharacterCodingException halfALetter) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
