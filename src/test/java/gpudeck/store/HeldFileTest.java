package gpudeck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {

    @TempDir private Path folder;

    @Test
    void isHeldByOneAtATime() throws Exception {
        var file = folder.resolve("a.lock");
        try (var first = HeldFile.tryHold(file).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(HeldFile.isHeld(file)).isTrue();
            assertThat(HeldFile.tryHold(file)).isEmpty();
        }
        assertThat(HeldFile.isHeld(file)).isFalse();
        try (var second = HeldFile.tryHold(file).orElseThrow()) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void aFileThatIsNotThereIsHeldByNobody() {
        assertThat(HeldFile.isHeld(folder.resolve("none.lock"))).isFalse();
    }

    @Test
    void lookingAtItDoesNotLetGoOfIt() throws Exception {
        var file = folder.resolve("a.lock");
        try (var held = HeldFile.tryHold(file).orElseThrow()) {
            assertThat(held).isNotNull();
            HeldFile.isHeld(file);
            HeldFile.tryHold(file);

            assertThat(isHeldForOthers(file)).isTrue();
        }
        assertThat(isHeldForOthers(file)).isFalse();
    }

    @Test
    void theSystemLetsGoOfItWhenTheProcessIsKilled() throws Exception {
        var file = folder.resolve("a.lock");
        var other = holder(file);
        try {
            assertThat(HeldFile.isHeld(file)).isTrue();
            assertThat(HeldFile.tryHold(file)).isEmpty();
        } finally {
            other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        assertThat(HeldFile.isHeld(file)).isFalse();
        HeldFile.tryHold(file).orElseThrow().close();
    }

    /// Another process that holds it, once it says so.
    private static Process holder(Path file) throws Exception {
        var process = start(file);
        assertThat(process.inputReader().readLine()).isEqualTo("held true");
        return process;
    }

    private static boolean isHeldForOthers(Path file) throws Exception {
        var process = start(file);
        try {
            return "held false".equals(process.inputReader().readLine());
        } finally {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static Process start(Path file) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Holds the file until it is killed.
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            var held = HeldFile.tryHold(Path.of(arguments[0]));
            System.out.println("held " + held.isPresent());
            System.in.read();
        }
    }
}
