package gpudeck.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/// What a window is painted with. Where there is no graphics card, JavaFX would load all of OpenGL
/// with a compiler for it, see that this paints in software as well, and do so by itself after all.
final class GraphicsCard {

    /// Which of its ways to paint JavaFX tries, in that order.
    private static final String ORDER = "prism.order";

    private GraphicsCard() {}

    /// Saves JavaFX the attempt if it is sure to be in vain, and nobody wished for it.
    ///
    /// @param system its properties
    /// @param devices the folder of the system's devices
    static void spareAttempt(Properties system, Path devices) {
        boolean isLinux = system.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        if (isLinux && !isIn(devices)) {
            system.putIfAbsent(ORDER, "sw");
        }
    }

    /// `dri` is there with all drivers of Linux itself, `nvidiactl` with NVIDIA's own, `dxg` inside
    /// of Windows.
    private static boolean isIn(Path devices) {
        return Stream.of("dri", "nvidiactl", "dxg").map(devices::resolve).anyMatch(Files::exists);
    }
}
