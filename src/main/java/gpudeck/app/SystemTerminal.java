package gpudeck.app;

import gpudeck.cli.Terminal;
import gpudeck.domain.Messages;
import gpudeck.engine.ChildProcess;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The shell that this process was started from.
final class SystemTerminal implements Terminal {

    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_ERROR = 2;
    private static final int LONGEST_LINE = 4096;

    private Optional<Boolean> watched = Optional.empty();
    private final Messages messages;

    SystemTerminal(Messages messages) {
        this.messages = messages;
    }

    @Override
    public PrintStream out() {
        return System.out;
    }

    @Override
    public PrintStream err() {
        return System.err;
    }

    @Override
    public synchronized boolean isWatched() {
        boolean now = watched.orElseGet(() -> isTerminal(STANDARD_ERROR));
        watched = Optional.of(now);
        return now;
    }

    /// Java only tells whether input and output both are a terminal; here it is about one of them.
    @SuppressWarnings("restricted") // asks the C library, as every shell tool does
    private static boolean isTerminal(int descriptor) {
        var linker = Linker.nativeLinker();
        var isatty = linker.defaultLookup().find("isatty");
        if (isatty.isEmpty()) {
            return console().isPresent();
        }
        var type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            return (int) linker.downcallHandle(isatty.get(), type).invokeExact(descriptor) == 1;
        } catch (Throwable e) {
            throw new IllegalStateException("isatty", e);
        }
    }

    @Override
    public Optional<String> askPassphrase(String keyFile) {
        return console()
                .map(c -> c.readPassword("%s ", messages.text("app.passphrase", keyFile)))
                .map(String::new)
                .filter(typed -> !typed.isEmpty());
    }

    @Override
    public Optional<String> askApiKey() {
        if (isTerminal(STANDARD_INPUT)) {
            return console()
                    .map(c -> c.readPassword("%s ", messages.text("app.apiKey")))
                    .map(String::new);
        }
        try {
            var line = System.in.readNBytes(LONGEST_LINE);
            return new String(line, StandardCharsets.UTF_8).lines().findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean confirm(String question) {
        return console()
                .map(c -> c.readLine("%s ", question))
                .filter(typed -> typed.strip().equalsIgnoreCase("yes"))
                .isPresent();
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public int handOver(List<String> command) throws IOException, InterruptedException {
        var process = ChildProcess.of(command).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }
}
