package gpudeck.testing;

import gpudeck.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A terminal that keeps what is written, with a user who answers as told.
public final class TextTerminal implements Terminal {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Map<String, String> variables = new HashMap<>();
    private final List<List<String>> handedOver = new ArrayList<>();
    private Optional<String> passphrase = Optional.empty();

    public void answerPassphrase(String answer) {
        passphrase = Optional.of(answer);
    }

    public void set(String variable, String value) {
        variables.put(variable, value);
    }

    public String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public byte[] writtenBytes() {
        return out.toByteArray();
    }

    public String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// The programs that got the terminal.
    public List<List<String>> handedOver() {
        return List.copyOf(handedOver);
    }

    @Override
    public PrintStream out() {
        return outStream;
    }

    @Override
    public PrintStream err() {
        return errStream;
    }

    @Override
    public boolean isWatched() {
        return false;
    }

    @Override
    public Optional<String> askPassphrase(String keyFile) {
        return passphrase;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public int handOver(List<String> command) {
        handedOver.add(command);
        return 0;
    }
}
