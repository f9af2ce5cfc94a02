package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class DisplayTest {

    private String platform = "";

    /// The tests run on JavaFX's headless platform, which needs none of this.
    @BeforeEach
    void forgetTheHeadlessPlatform() {
        platform = System.clearProperty("glass.platform");
        assumeThat(platform).isNotNull();
    }

    @AfterEach
    void restore() {
        System.setProperty("glass.platform", platform);
    }

    @Test
    void isNoneWithoutTheVariable() {
        assertThat(Display.probe(Map.of())).isEqualTo(new Display.None());
    }

    @Test
    void isReadyOnAPlatformOfItsOwn() {
        System.setProperty("glass.platform", "Headless");

        assertThat(Display.probe(Map.of())).isEqualTo(new Display.Ready());
    }
}
