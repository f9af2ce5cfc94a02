package gpudeck.app.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(WINDOWS)
class SystemOpenerTest {

    @TempDir private Path folder;

    @Test
    void handsOverWhatIsToBeOpened() throws Exception {
        var opened = folder.resolve("opened with spaces");

        new SystemOpener(List.of("touch")).open(opened.toString());

        assertThat(Files.exists(opened)).isTrue();
    }

    @Test
    void saysSoWhenTheProgramIsMissing() {
        assertThatThrownBy(() -> new SystemOpener(List.of("gpudeck-no-such-program")).open("/tmp"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void saysSoWhenTheProgramKnowsNoWay() {
        assertThatThrownBy(() -> new SystemOpener(List.of("false")).open("/tmp"))
                .isInstanceOf(IOException.class);
    }
}
