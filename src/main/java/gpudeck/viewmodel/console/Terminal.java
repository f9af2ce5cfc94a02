package gpudeck.viewmodel.console;

import gpudeck.viewmodel.console.ConsoleLine.Kind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// One output stream of a command as a terminal would show it: bytes in, in any pieces; finished
/// lines out. Owned by one thread at a time; what it holds does not grow with its input.
final class Terminal {

    private static final char ESCAPE = 0x1b;
    private static final int PIECE = 8192;

    private final Consumer<ConsoleLine> finished;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final char[] characters = new char[PIECE];
    private final byte[] cut = new byte[4];
    private final LineBuffer line = new LineBuffer();
    private final EscapeReader escapes = new EscapeReader();
    private int cutLength;
    private TextStyle style = TextStyle.PLAIN;
    private byte packed;
    private Kind kind = Kind.OUTPUT;
    private Instant startedAt = Instant.EPOCH;

    Terminal(Consumer<ConsoleLine> finished) {
        this.finished = finished;
    }

    void take(byte[] bytes, int offset, int length, Instant at) {
        var in = ByteBuffer.wrap(bytes, offset, length);
        while (cutLength > 0 && in.hasRemaining()) {
            completeCut(in, at);
        }
        decode(in, false, at);
        while (in.hasRemaining()) {
            cut[cutLength++] = in.get();
        }
    }

    /// The line that has no end yet, as it looks now.
    Optional<ConsoleLine> open() {
        return line.isEmpty() ? Optional.empty() : Optional.of(line.line(kind, startedAt, false));
    }

    /// The stream is over: what has no line end yet becomes a line, and colours do not last.
    void end(Instant at) {
        decode(ByteBuffer.wrap(cut, 0, cutLength), true, at);
        cutLength = 0;
        decoder.reset();
        if (!line.isEmpty()) {
            finish();
        }
        style = TextStyle.PLAIN;
        packed = 0;
        if (escapes.isInside()) {
            escapes.take('\n');
        }
    }

    /// One byte more for a character that the last piece ended in the middle of.
    private void completeCut(ByteBuffer in, Instant at) {
        cut[cutLength++] = in.get();
        var whole = ByteBuffer.wrap(cut, 0, cutLength);
        decode(whole, false, at);
        var rest = whole.slice();
        cutLength = rest.remaining();
        rest.get(cut, 0, cutLength);
    }

    private void decode(ByteBuffer in, boolean last, Instant at) {
        var out = CharBuffer.wrap(characters);
        boolean more;
        do {
            out.clear();
            more = decoder.decode(in, out, last).isOverflow();
            text(out.position(), at);
        } while (more);
    }

    private void text(int count, Instant at) {
        int i = 0;
        while (i < count) {
            if (escapes.isInside()) {
                escape(characters[i]);
                if (characters[i] == '\n' || characters[i] == '\r') {
                    control(characters[i], at);
                }
                i++;
            } else if (isPrintable(characters[i])) {
                int end = i + 1;
                while (end < count && isPrintable(characters[end])) {
                    end++;
                }
                print(i, end, at);
                i = end;
            } else {
                control(characters[i], at);
                i++;
            }
        }
    }

    /// C0, DEL and C1 controls are not text.
    private static boolean isPrintable(char c) {
        return (c >= 0x20 && c < 0x7f) || c >= 0xa0;
    }

    private void print(int from, int to, Instant at) {
        int next = from;
        while (next < to) {
            if (line.isFull()) {
                overflow(at);
            }
            begin(at);
            next += line.put(characters, next, to, packed);
        }
    }

    private void begin(Instant at) {
        if (line.isEmpty()) {
            startedAt = at;
        }
    }

    private void control(char c, Instant at) {
        switch (c) {
            case '\n' -> {
                begin(at);
                finish();
            }
            case '\r' -> line.toStart();
            case '\b' -> line.back();
            case '\t' -> {
                if (line.isFull()) {
                    overflow(at);
                }
                begin(at);
                line.tab();
            }
            case ESCAPE -> escapes.begin();
            default -> {}
        }
    }

    private void escape(char c) {
        var control = escapes.take(c);
        if (control == null) {
            return;
        }
        if (control.letter() == 'm' && isPlain(control.parameters())) {
            style = Colouring.apply(control.parameters(), style);
            packed = style.packed();
        } else if (control.letter() == 'K') {
            switch (control.parameters()) {
                case "1" -> line.eraseToCursor();
                case "2" -> line.eraseAll();
                default -> line.eraseToEnd();
            }
        }
    }

    /// `ESC [ > … m` and its like set the keyboard, not colours.
    private static boolean isPlain(String parameters) {
        return parameters.isEmpty() || parameters.charAt(0) <= ';';
    }

    private void finish() {
        finished.accept(line.line(kind, startedAt, false));
        line.clear();
        kind = Kind.OUTPUT;
    }

    private void overflow(Instant at) {
        finished.accept(line.line(kind, startedAt, true));
        line.clear();
        kind = Kind.CONTINUED;
        startedAt = at;
    }
}
