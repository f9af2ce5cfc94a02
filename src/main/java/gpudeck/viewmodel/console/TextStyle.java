package gpudeck.viewmodel.console;

/// How a piece of console text looks. One small number ([#packed]) per character and per span,
/// since a console keeps millions of them.
public record TextStyle(Color color, boolean bold, boolean dim, boolean underline) {

    /// The theme's roles for colours. Bright forms are the same as the plain ones.
    public enum Color {
        DEFAULT,
        GREY,
        RED,
        GREEN,
        YELLOW,
        BLUE,
        MAGENTA,
        CYAN,
        WHITE
    }

    public static final TextStyle PLAIN = new TextStyle(Color.DEFAULT, false, false, false);

    private static final Color[] COLORS = Color.values();
    private static final int BOLD = 1 << 4;
    private static final int DIM = 1 << 5;
    private static final int UNDERLINE = 1 << 6;

    public TextStyle in(Color other) {
        return new TextStyle(other, bold, dim, underline);
    }

    TextStyle withBold(boolean on) {
        return new TextStyle(color, on, dim, underline);
    }

    TextStyle withDim(boolean on) {
        return new TextStyle(color, bold, on, underline);
    }

    TextStyle withUnderline(boolean on) {
        return new TextStyle(color, bold, dim, on);
    }

    /// Fits into seven bits; 0 is [#PLAIN]. The number never leaves memory.
    @SuppressWarnings("EnumOrdinal")
    byte packed() {
        return (byte)
                (color.ordinal()
                        | (bold ? BOLD : 0)
                        | (dim ? DIM : 0)
                        | (underline ? UNDERLINE : 0));
    }

    static TextStyle unpacked(int packed) {
        return packed == 0
                ? PLAIN
                : new TextStyle(
                        COLORS[packed & 0xf],
                        (packed & BOLD) != 0,
                        (packed & DIM) != 0,
                        (packed & UNDERLINE) != 0);
    }
}
