package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// `jlink/launcher/gpudeck` in a folder laid out as the packaged one, with a `java` that only says
/// where it stands and what it was asked.
@DisabledOnOs(WINDOWS)
class LauncherTest {

    @TempDir private Path folder;
    private Path launcher;

    @BeforeEach
    void layOut() throws IOException {
        launcher = Files.createDirectories(folder.resolve("app 1/bin")).resolve("gpudeck");
        Files.copy(Path.of("jlink/launcher/gpudeck"), launcher);
    }

    @Test
    void takesTheJavaItIsTold() throws Exception {
        var told = java("told", "25.0.1");
        var other = java("other", "25.0.1");

        var ran =
                launch(Map.of("GPUDECK_JAVA_HOME", told.toString(), "JAVA_HOME", other.toString()));

        assertThat(ran.output()).startsWith(told + "/bin/java");
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws Exception {
        var old = java("old", "21.0.4");
        var onPath = java("new", "26");

        var ran =
                launch(Map.of("JAVA_HOME", old.toString(), "PATH", onPath + "/bin:/usr/bin:/bin"));

        assertThat(ran.output()).startsWith(onPath + "/bin/java");
    }

    @Test
    void handsEveryArgumentOnAsItIs() throws Exception {
        var java = java("jdk", "25");

        var ran = launch(Map.of("JAVA_HOME", java.toString()), "run", "--script", "a b.py 'c'");

        assertThat(ran.output()).endsWith("gpudeck.app.Main|run|--script|a b.py 'c'|\n");
        assertThat(ran.output()).contains("/app 1/lib/*|");
    }

    @Test
    void saysSoWhenTheJavaItIsToldIsNone() throws Exception {
        var old = java("old", "17.0.15");

        var ran = launch(Map.of("GPUDECK_JAVA_HOME", old.toString()));

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output())
                .contains("GPUDECK_JAVA_HOME is " + old)
                .contains("Install a JDK 25");
    }

    @Test
    void isFoundThroughASymbolicLink() throws Exception {
        var java = java("jdk", "25");
        var link = Files.createSymbolicLink(folder.resolve("gpudeck"), launcher);
        launcher = link;

        var ran = launch(Map.of("JAVA_HOME", java.toString()));

        assertThat(ran.output()).contains("/app 1/lib/*|");
    }

    private record Ran(int status, String output) {}

    private Ran launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(java.util.List.of("sh", launcher.toString()));
        command.addAll(java.util.List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    private Path java(String name, String version) throws IOException {
        var home = folder.toRealPath().resolve(name);
        var java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(
                java, "#!/bin/sh\nprintf '%s|' \"$0\" \"$@\"\necho\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
