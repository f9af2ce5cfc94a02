package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatchTest {

    private static final String CLOCK = "gpudeck/app/session/SystemTime.java";

    @TempDir private Path folder;

    @Test
    void comesBeforeTheProduct() throws Exception {
        var patch = Patch.none().replace(CLOCK, "Instant.now()", "Instant.EPOCH");

        assertThat(patch.classPath(folder)).startsWith(folder.resolve("classes").toString());
        assertThat(loadedClock(patch)).isBetween(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
    }

    @Test
    void refusesATextThatIsNotThere() {
        assertThatThrownBy(() -> Patch.none().replace(CLOCK, "Instant.later()", ""))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not exactly one");
    }

    @Test
    void refusesATextThatIsThereTwice() {
        assertThatThrownBy(() -> Patch.none().replace(CLOCK, "Duration", ""))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not exactly one");
    }

    @Test
    void saysWhatDoesNotCompile() throws Exception {
        var patch = Patch.none().replace(CLOCK, "return Instant.now();", "return 4711;");

        assertThatThrownBy(() -> patch.classPath(folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not compile")
                .hasMessageContaining("4711");
    }

    /// The campaign itself runs rarely: its defects must not fall behind the source meanwhile.
    @ParameterizedTest
    @EnumSource
    void fitsTheSourceForEveryDefect(Defect defect) throws Exception {
        assertThat(defect.addedTo(Patch.none()).classPath(folder)).contains("classes");
    }

    @Test
    void isNotThereIfNothingIsChanged() throws Exception {
        assertThat(Patch.none().classPath(folder)).isEqualTo(Patch.unchangedClassPath());
    }

    @Test
    void turnsTheClockWhileTheProductRuns() throws Exception {
        var clock = new TimePatch(folder.resolve("clock"), 60);
        var patch = clock.addedTo(Patch.none());
        var before = loadedClock(patch);

        clock.jump(Duration.ofHours(2));

        var after = loadedClock(patch);
        assertThat(Duration.between(before, after))
                .isBetween(Duration.ofHours(2), Duration.ofHours(3));
        clock.jump(Duration.ofHours(-2));
        assertThat(loadedClock(patch)).isBefore(before);
    }

    /// As a process with this class path would find it.
    private Instant loadedClock(Patch patch) throws Exception {
        var urls = new ArrayList<URL>();
        for (var entry : patch.classPath(folder).split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        var platform = ClassLoader.getPlatformClassLoader();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
            var type = loader.loadClass("gpudeck.app.session.SystemTime");
            var made = type.getDeclaredConstructor();
            made.setAccessible(true);
            var now = type.getMethod("now");
            now.setAccessible(true);
            return (Instant) now.invoke(made.newInstance());
        }
    }
}
