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
        var codes = parameters.split("[;:]", -1);
        var style = before;
        for (int i = 0; i < codes.length; i++) {
            int code = number(codes, i);
            if (code == 38 || code == 48 || code == 58) {
                boolean indexed = number(codes, i + 1) == 5;
                if (code == 38) {
                    style = style.in(extended(codes, i + 1, indexed));
                }
                i += indexed ? 2 : 4;
            } else {
                style = apply(code, style);
            }
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

    private static Color extended(String[] codes, int at, boolean indexed) {
        return indexed
                ? indexed(number(codes, at + 1))
                : nearest(number(codes, at + 1), number(codes, at + 2), number(codes, at + 3));
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

    private static int number(String[] codes, int at) {
        if (at >= codes.length || codes[at].isEmpty() || codes[at].length() > 4) {
            return 0;
        }
        int value = 0;
        for (char c : codes[at].toCharArray()) {
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
