package gpudeck.app.window;

import gpudeck.engine.ChildProcess;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Opens folders and web addresses with the program that the system has for them. A process of its
/// own: AWT's way can hang beside JavaFX, and JavaFX's prints a stack trace where there is no
/// browser.
record SystemOpener(List<String> command) {

    /// A program that still runs by then has opened it.
    private static final int PATIENCE_SECONDS = 5;

    static SystemOpener ofThisSystem() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return new SystemOpener(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        return new SystemOpener(List.of(system.contains("mac") ? "open" : "xdg-open"));
    }

    /// Blocks until it is open, or is known not to be.
    void open(String target) throws IOException, InterruptedException {
        var process =
                ChildProcess.of(Stream.concat(command.stream(), Stream.of(target)).toList())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        boolean over = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (over && process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " ended with " + process.exitValue());
        }
    }
}
