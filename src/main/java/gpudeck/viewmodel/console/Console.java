package gpudeck.viewmodel.console;

import gpudeck.domain.Messages;
import gpudeck.domain.Step;
import gpudeck.domain.TimeSpan;
import gpudeck.engine.job.RunOutput;
import gpudeck.viewmodel.console.ConsoleLine.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Turns what a run's commands write into lines: all of it in [#output], that of the set-up also in
/// [#setUp]. The work is done on the run's thread; a window only reads the rings.
public final class Console implements RunOutput {

    /// Lines that are kept; the full text is on disk.
    public static final int MAX_LINES = 100_000;

    /// Lines of 160 characters on average; fewer are kept of longer ones. At most 32 MB.
    private static final long MAX_CHARACTERS = 16_000_000;

    /// So much is taken before it is seen to that the window keeps up.
    private static final int FLOOD_BYTES = 64 * 1024;

    private final LineRing output = new LineRing(MAX_LINES, MAX_CHARACTERS);
    private final LineRing setUp = new LineRing(MAX_LINES / 10, MAX_CHARACTERS / 10);
    private final Map<Stream, Terminal> terminals = new EnumMap<>(Stream.class);
    private final Messages messages;
    private final InstantSource clock;
    private Runnable flood = () -> {};
    private int taken;
    private boolean settingUp;

    public Console(Messages messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
        for (var stream : Stream.values()) {
            terminals.put(stream, new Terminal(this::append));
        }
    }

    public LineRing output() {
        return output;
    }

    public LineRing setUp() {
        return setUp;
    }

    /// Called on the run's thread for every 64 KB of output. As long as it takes, the command
    /// waits.
    public synchronized void onFlood(Runnable listener) {
        flood = listener;
    }

    @Override
    public synchronized void commandStarted(Step step, String command, Instant at) {
        settingUp = step == Step.SET_UP;
        append(ConsoleLine.of(Kind.COMMAND, at, "$ " + oneLine(command)));
        showOpen();
    }

    @Override
    public void bytes(Stream stream, Instant at, byte[] buffer, int offset, int length) {
        int end = offset + length;
        for (int next = offset; next < end; next += FLOOD_BYTES) {
            take(stream, at, buffer, next, Math.min(FLOOD_BYTES, end - next)).run();
        }
    }

    /// @return what is to be done before more is taken
    private synchronized Runnable take(
            Stream stream, Instant at, byte[] buffer, int offset, int length) {
        terminal(stream).take(buffer, offset, length, at);
        showOpen();
        taken += length;
        if (taken < FLOOD_BYTES) {
            return () -> {};
        }
        taken = 0;
        return flood;
    }

    @Override
    public synchronized void commandEnded(int exitStatus, Optional<String> signal, Duration took) {
        var now = clock.instant();
        terminals.values().forEach(t -> t.end(now));
        var time = new TimeSpan(took);
        var words =
                signal.map(s -> messages.text("console.killed", s, time))
                        .orElseGet(() -> messages.text("console.exit", exitStatus, time));
        append(ConsoleLine.of(Kind.END, now, words));
        showOpen();
    }

    private Terminal terminal(Stream stream) {
        return switch (terminals.get(stream)) {
            case Terminal terminal -> terminal;
            case null -> throw new IllegalStateException("no terminal for " + stream);
        };
    }

    private void append(ConsoleLine line) {
        output.append(line);
        if (settingUp) {
            setUp.append(line);
        }
    }

    private void showOpen() {
        var open = new ArrayList<ConsoleLine>();
        for (var stream : Stream.values()) {
            terminal(stream).open().ifPresent(open::add);
        }
        output.setOpen(open);
        if (settingUp) {
            setUp.setOpen(open);
        }
    }

    private static String oneLine(String command) {
        return command.replaceAll("\\p{Cntrl}+", " ");
    }
}
