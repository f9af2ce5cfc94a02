package gpudeck.viewmodel.console;

import gpudeck.viewmodel.console.TextStyle.Color;

/// What the numbers of an `ESC [ … m` sequence do to the style. Backgrounds are left to the theme.
final class Colouring {

    private static final Color[] BASIC = {
        Color.GREY,
        Color.RED,
        Color.GREEN,
        Color.YELLOW,
        Color.BLUE,
        Color.MAGENTA,
        Color.CYAN,
        Color.WHITE
    };

    private Colouring() {}

    static TextStyle apply(String parameters, TextStyle before) {
        var codes = new Codes(parameters);
        var style = before;
        while (codes.hasNext()) {
            int code = codes.next();
            style =
                    switch (code) {
                        case 38 -> style.in(extended(codes));
                        case 48, 58 -> {
                            var _ = extended(codes);
                            yield style;
                        }
                        default -> apply(code, style);
                    };
        }
        return style;
    }

    private static TextStyle apply(int code, TextStyle style) {
        return switch (code) {
            case 0 -> TextStyle.PLAIN;
            case 1 -> style.withBold(true);
            case 2 -> style.withDim(true);
            case 4 -> style.withUnderline(true);
            case 22 -> style.withBold(false).withDim(false);
            case 24 -> style.withUnderline(false);
            case 30, 31, 32, 33, 34, 35, 36, 37 -> style.in(BASIC[code - 30]);
            case 39 -> style.in(Color.DEFAULT);
            case 90, 91, 92, 93, 94, 95, 96, 97 -> style.in(BASIC[code - 90]);
            default -> style;
        };
    }

    private static Color extended(Codes codes) {
        return codes.next() == 5
                ? indexed(codes.next())
                : nearest(codes.next(), codes.next(), codes.next());
    }

    /// xterm's table: 16 basic colours, a cube of 6×6×6, 24 greys.
    private static Color indexed(int index) {
        if (index < 16) {
            return BASIC[index & 7];
        }
        if (index >= 232) {
            int grey = 8 + (index - 232) * 10;
            return nearest(grey, grey, grey);
        }
        int cube = index - 16;
        return nearest(cube / 36 * 51, cube / 6 % 6 * 51, cube % 6 * 51);
    }

    /// The role a colour is closest to: white or grey if it is nearly colourless, else by which of
    /// its parts are strong.
    private static Color nearest(int red, int green, int blue) {
        int most = Math.max(red, Math.max(green, blue));
        int least = Math.min(red, Math.min(green, blue));
        if (most - least < 40) {
            return most > 170 ? Color.WHITE : Color.GREY;
        }
        int middle = (most + least) / 2;
        int parts = (red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0);
        return BASIC[parts];
    }

    /// The numbers of a sequence, one after the other. Read by hand: a flood of output has
    /// millions.
    private static final class Codes {

        private static final int MOST_DIGITS = 4;

        private final String text;
        private int next;

        Codes(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return next <= text.length();
        }

        /// 0 where there is none, or too long a one; -1 for what is no number.
        int next() {
            int begin = next;
            int value = 0;
            while (next < text.length() && !isBetween(text.charAt(next))) {
                int digit = text.charAt(next++) - '0';
                value = value < 0 || digit < 0 || digit > 9 ? -1 : value * 10 + digit;
            }
            return next++ - begin > MOST_DIGITS ? 0 : value;
        }

        private static boolean isBetween(char c) {
            return c == ';' || c == ':';
        }
    }
}
