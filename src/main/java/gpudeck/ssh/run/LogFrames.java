package gpudeck.ssh.run;

import gpudeck.ssh.OutputSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// Takes a run's log in pieces of any size and tells what is in it; the format is in `run.py`. The
/// log comes from a machine: it may hold anything.
final class LogFrames {

    private static final int LONGEST_HEAD = 48;
    private static final int LONGEST_EVENT = 4 * RunPlan.LONGEST_LABEL + 32;
    private static final int LONGEST_REMARK = 16 * 1024;

    /// The end of the year 9999.
    private static final long LATEST = 253_402_300_799_999L;

    private static final long LONGEST_TIME = LATEST;

    private final RunEvents events;
    private final StringBuilder gathered = new StringBuilder();
    private boolean isInHead = true;
    private char kind;
    private Instant at = Instant.EPOCH;
    private long left;

    LogFrames(RunEvents events) {
        this.events = events;
    }

    void accept(byte[] buffer, int offset, int length) throws IOException {
        int next = offset;
        int end = offset + length;
        while (next < end) {
            if (isInHead) {
                headByte((char) (buffer[next++] & 0xFF));
            } else {
                int taken = (int) Math.min(left, end - next);
                body(buffer, next, taken);
                next += taken;
                left -= taken;
                if (left == 0) {
                    endOfBody();
                }
            }
        }
    }

    private void headByte(char letter) throws IOException {
        if (letter != '\n') {
            if (gathered.length() == LONGEST_HEAD) {
                throw new BrokenLogException("no frame begins with " + gathered);
            }
            gathered.append(letter);
            return;
        }
        var words = takeGathered(3);
        kind = words[0].length() == 1 ? words[0].charAt(0) : '?';
        at = Instant.ofEpochMilli(number(words[1], LATEST));
        left = number(words[2], Long.MAX_VALUE);
        isInHead = false;
        if ("oesxgt".indexOf(kind) < 0 || (isEvent() && left > longest())) {
            throw new BrokenLogException("no frame is " + String.join(" ", words));
        }
        if (left == 0) {
            endOfBody();
        }
    }

    private boolean isEvent() {
        return kind != 'o' && kind != 'e';
    }

    private int longest() {
        return kind == 't' ? LONGEST_REMARK : LONGEST_EVENT;
    }

    private void body(byte[] buffer, int offset, int length) throws IOException {
        if (isEvent()) {
            gathered.append(new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
        } else {
            var stream = kind == 'o' ? OutputSink.Stream.OUT : OutputSink.Stream.ERR;
            events.output(stream, at, buffer, offset, length);
        }
    }

    private void endOfBody() throws IOException {
        isInHead = true;
        switch (kind) {
            case 's' -> {
                var words = takeGathered(2);
                events.started((int) number(words[0], Integer.MAX_VALUE), utf8(words[1]), at);
            }
            case 'x' -> {
                var words = takeGathered(3);
                var took = Duration.ofMillis(number(words[2], LONGEST_TIME));
                events.ended(
                        (int) number(words[0], Integer.MAX_VALUE),
                        (int) number(words[1], 255),
                        took);
            }
            case 't' -> {
                events.gpus(GpuLines.parse(gathered.toString()), at);
                gathered.setLength(0);
            }
            case 'g' -> events.gap(number(takeGathered(1)[0], Long.MAX_VALUE), at);
            default -> gathered.setLength(0);
        }
    }

    private String[] takeGathered(int count) throws BrokenLogException {
        var words = gathered.toString().split(" ", count);
        gathered.setLength(0);
        if (words.length != count) {
            throw new BrokenLogException("no part of a frame is " + String.join(" ", words));
        }
        return words;
    }

    /// The bytes were gathered as they are.
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static long number(String word, long most) throws BrokenLogException {
        try {
            long number = Long.parseLong(word);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The same words for both.
        }
        throw new BrokenLogException("no number up to " + most + " is " + word);
    }
}
