package gpudeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphicsCardTest {

    private final Properties system = new Properties();
    @TempDir Path devices;

    @Test
    void withoutOneThePaintingIsDoneInSoftwareAtOnce() throws Exception {
        Files.createFile(devices.resolve("null"));

        assertThat(order("Linux")).isEqualTo("sw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dri", "nvidiactl", "dxg"})
    void withOneJavaFxChooses(String device) throws Exception {
        Files.createDirectory(devices.resolve(device));

        assertThat(order("Linux")).isNull();
    }

    @Test
    void elsewhereJavaFxChooses() {
        assertThat(order("Mac OS X")).isNull();
    }

    @Test
    void aWishIsGranted() {
        system.setProperty("prism.order", "es2");

        assertThat(order("Linux")).isEqualTo("es2");
    }

    private String order(String os) {
        system.setProperty("os.name", os);
        GraphicsCard.spareAttempt(system, devices);
        return system.getProperty("prism.order");
    }
}
