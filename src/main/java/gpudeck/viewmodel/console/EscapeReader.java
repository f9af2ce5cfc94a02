package gpudeck.viewmodel.console;

import org.jspecify.annotations.Nullable;

/// Takes terminal escape sequences out of a text, one character at a time, wherever the text was
/// cut in pieces. Only the `m` (colour) and `K` (erase) sequences mean something in a console.
final class EscapeReader {

    /// Longer parameters than any real sequence has; what is longer is dropped.
    private static final int MAX_PARAMETERS = 256;

    /// What a program may send as one title or link before it is taken for a broken sequence.
    private static final int MAX_STRING = 4096;

    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;
    private static final char CANCEL = 0x18;
    private static final char SUBSTITUTE = 0x1a;

    /// A finished control sequence: `31;1` and `m`.
    record Control(String parameters, char letter) {}

    private enum State {
        TEXT,
        ESCAPED,
        INTERMEDIATE,
        CONTROL,
        STRING,
        STRING_ESCAPED
    }

    private final StringBuilder parameters = new StringBuilder();
    private State state = State.TEXT;
    private int stringLength;

    boolean isInside() {
        return state != State.TEXT;
    }

    void begin() {
        state = State.ESCAPED;
    }

    /// The sequence that `c` finishes, if it finishes one that matters. Line ends inside a sequence
    /// end it, so that a broken one cannot hide the rest of the output: the caller still handles
    /// them.
    @Nullable Control take(char c) {
        if (c == '\n' || c == '\r' || c == CANCEL || c == SUBSTITUTE) {
            state = State.TEXT;
            return null;
        }
        switch (state) {
            case TEXT -> {}
            case ESCAPED -> escaped(c);
            case INTERMEDIATE -> state = c >= 0x30 ? State.TEXT : State.INTERMEDIATE;
            case CONTROL -> {
                return control(c);
            }
            case STRING -> string(c);
            case STRING_ESCAPED -> state = c == '\\' ? State.TEXT : State.STRING;
        }
        return null;
    }

    private void escaped(char c) {
        switch (c) {
            case '[' -> {
                parameters.setLength(0);
                state = State.CONTROL;
            }
            case ']', 'P', 'X', '^', '_' -> {
                stringLength = 0;
                state = State.STRING;
            }
            case ESCAPE -> state = State.ESCAPED;
            default -> state = c >= 0x20 && c < 0x30 ? State.INTERMEDIATE : State.TEXT;
        }
    }

    private @Nullable Control control(char c) {
        if (c == ESCAPE) {
            state = State.ESCAPED;
            return null;
        }
        if (c >= 0x40 && c <= 0x7e) {
            state = State.TEXT;
            return new Control(parameters.toString(), c);
        }
        if (parameters.length() < MAX_PARAMETERS) {
            parameters.append(c);
        }
        return null;
    }

    private void string(char c) {
        stringLength++;
        if (c == BELL || stringLength > MAX_STRING) {
            state = State.TEXT;
        } else if (c == ESCAPE) {
            state = State.STRING_ESCAPED;
        }
    }
}
