package gpudeck.testing;

import gpudeck.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A terminal that keeps what is written, with a user who answers as told.
public final class TextTerminal implements Terminal {

    private final ByteArrayOutputStream out = new Announcing();
    private final ByteArrayOutputStream err = new Announcing();
    private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Map<String, String> variables = new HashMap<>();
    private final List<List<String>> handedOver = new ArrayList<>();
    private Optional<String> passphrase = Optional.empty();
    private Optional<String> apiKey = Optional.empty();
    private final List<String> questions = new ArrayList<>();
    private boolean confirms;

    public void answerPassphrase(String answer) {
        passphrase = Optional.of(answer);
    }

    public void answerApiKey(String answer) {
        apiKey = Optional.of(answer);
    }

    public void confirmQuestions() {
        confirms = true;
    }

    /// What was to be confirmed.
    public List<String> questions() {
        return List.copyOf(questions);
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

    /// Waits until this was complained.
    public void awaitComplaint(String words) throws InterruptedException {
        await(err, words);
    }

    /// Waits until this was written.
    public void awaitOutput(String words) throws InterruptedException {
        await(out, words);
    }

    private static void await(ByteArrayOutputStream stream, String words)
            throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        synchronized (stream) {
            while (!stream.toString(StandardCharsets.UTF_8).contains(words)) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new AssertionError("no \"" + words + "\" in: " + stream);
                }
                stream.wait(left);
            }
        }
    }

    /// Wakes whoever waits for more.
    private static final class Announcing extends ByteArrayOutputStream {

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }
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
    public Optional<String> askApiKey() {
        return apiKey;
    }

    @Override
    public boolean confirm(String question) {
        questions.add(question);
        return confirms;
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
