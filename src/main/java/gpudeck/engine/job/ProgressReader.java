package gpudeck.engine.job;

import gpudeck.domain.job.Progress;
import gpudeck.ssh.OutputSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Follows how far one script is by what it writes, on both of its streams.
final class ProgressReader {

    /// Of much that comes at once only the newest part is looked at; no line of progress is longer.
    private static final int NEWEST_BYTES = 4096;

    /// Of a flood no more than that is of use.
    private static final Duration BETWEEN_FLOODS = Duration.ofMillis(50);

    private final Map<OutputSink.Stream, StringBuilder> begun =
            new EnumMap<>(OutputSink.Stream.class);
    private final Pace pace = new Pace();
    private Progress now = Progress.NONE;
    private Instant floodRead = Instant.EPOCH;

    /// @param at when the script wrote it
    /// @return empty if it says nothing new
    Optional<Progress> read(
            OutputSink.Stream stream, Instant at, byte[] buffer, int offset, int length) {
        var before = now;
        var line = begun.computeIfAbsent(stream, _ -> new StringBuilder());
        int skipped = Math.max(0, length - NEWEST_BYTES);
        if (skipped > 0) {
            if (isTooSoon(at)) {
                line.setLength(0);
                return Optional.empty();
            }
            floodRead = at;
        }
        if (skipped > 0 || line.length() > NEWEST_BYTES) {
            line.setLength(0);
        }
        var text = new String(buffer, offset + skipped, length - skipped, StandardCharsets.UTF_8);
        int from = skipped > 0 ? firstLine(text) : 0;
        for (int next = afterBreak(text, from); next > from; next = afterBreak(text, from)) {
            take(line.append(text, from, next - 1).toString(), at);
            line.setLength(0);
            from = next;
        }
        line.append(text, from, text.length());
        // A bar is written whole, and ended by the one that follows it.
        if (ProgressText.isWholeBar(line)) {
            take(line.toString(), at);
        }
        return now.equals(before) ? Optional.empty() : Optional.of(now);
    }

    /// The machine's clock may be set.
    private boolean isTooSoon(Instant at) {
        return !at.isBefore(floodRead) && at.isBefore(floodRead.plus(BETWEEN_FLOODS));
    }

    /// Where a line begins of which nothing is missing.
    private static int firstLine(String text) {
        int first = afterBreak(text, 0);
        return first == 0 ? text.length() : first;
    }

    /// The first character after the next end of a line; `from` if there is none.
    private static int afterBreak(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return i + 1;
            }
        }
        return from;
    }

    private void take(String text, Instant at) {
        var line = ProgressText.read(text);
        var epoch = line.epoch().or(now::epoch);
        var loss = line.loss().isPresent() ? line.loss() : now.loss();
        if (line.steps().isEmpty()) {
            boolean hasSteps = now.steps().isPresent();
            var left = hasSteps || line.left().isEmpty() ? now.left() : line.left();
            now = new Progress(now.label(), epoch, now.steps(), now.perSecond(), left, loss);
            return;
        }
        var steps = line.steps().get();
        pace.at(steps, at);
        now =
                new Progress(
                        line.label(),
                        epoch,
                        line.steps(),
                        line.perSecond().isPresent() ? line.perSecond() : pace.perSecond(),
                        line.left().or(() -> pace.left(steps)),
                        loss);
    }
}
