package gpudeck.bench.window;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where windows are shown: the display there is, or else an Xvfb of our own.
public final class VirtualDisplay implements AutoCloseable {

    private final String name;
    private final @Nullable Process server;

    private VirtualDisplay(String name, @Nullable Process server) {
        this.name = name;
        this.server = server;
    }

    public static VirtualDisplay open() throws IOException {
        var given = Optional.ofNullable(System.getenv("DISPLAY")).filter(d -> !d.isBlank());
        if (given.isPresent()) {
            return new VirtualDisplay(given.get(), null);
        }
        // It looks for a free number itself, and says which on its standard output.
        var server =
                new ProcessBuilder(
                                "Xvfb",
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "1600x1000x24",
                                "-noreset",
                                "-nolisten",
                                "tcp")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var said = new BufferedReader(server.inputReader(StandardCharsets.US_ASCII))) {
            var number = said.readLine();
            if (number == null) {
                throw new IOException("Xvfb gave no display");
            }
            return new VirtualDisplay(":" + number.strip(), server);
        }
    }

    /// As `DISPLAY` has it.
    public String name() {
        return name;
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroy();
        }
    }
}
