package gpudeck.cli.output;

/// Text from outside, made fit for a terminal: a name must not move the cursor, change colours or
/// turn the writing around.
public final class Plain {

    private static final char REPLACEMENT = '\uFFFD';

    private Plain() {}

    public static String text(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\n' || c == '\t' ? ' ' : c)
                .forEach(c -> plain.appendCodePoint(isHarmless(c) ? c : REPLACEMENT));
        return plain.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
