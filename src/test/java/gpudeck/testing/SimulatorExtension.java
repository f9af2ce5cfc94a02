package gpudeck.testing;

import gpudeck.sim.SimOptions;
import gpudeck.sim.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Gives each test a simulator of its own, with waits of milliseconds, and a key that may log in to
/// its machines:
///
/// ```java
/// @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();
/// ```
public final class SimulatorExtension implements BeforeEachCallback, AfterEachCallback {

    /// The name under which the account knows [#key].
    public static final String KEY_NAME = "test-key";

    private final UnaryOperator<SimOptions> options;
    private Path folder;
    private Simulator simulator;
    private ClientKey key;

    public SimulatorExtension() {
        this(UnaryOperator.identity());
    }

    /// @param options changes the quick ones
    public SimulatorExtension(UnaryOperator<SimOptions> options) {
        this.options = options;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("gpudeck-sim-test");
        simulator = Simulator.start(options.apply(SimOptions.quick(folder.resolve("machines"))));
        key = ClientKey.in(folder);
        simulator.registerKey(KEY_NAME, key.publicKey());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        simulator.close();
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(SimulatorExtension::delete);
        }
    }

    public Simulator simulator() {
        return simulator;
    }

    public ClientKey key() {
        return key;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
