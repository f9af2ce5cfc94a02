package gpudeck.domain.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// A loss as it is shown, with as many digits whatever it is: `1.842`, `0.02900`, `nan`.
public record Loss(double value) {

    private static final int DIGITS = 4;

    /// Beyond these, plain digits are hard to read.
    private static final double LARGE = 1e7;

    private static final double SMALL = 1e-5;

    @Override
    public String toString() {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size < SMALL || size >= LARGE) {
            return String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", value);
        }
        var rounded = BigDecimal.valueOf(value).round(new MathContext(DIGITS));
        int scale = rounded.scale() + DIGITS - rounded.precision();
        return rounded.setScale(Math.max(0, scale)).toPlainString();
    }
}
