package gpudeck.domain.job;

import java.math.BigDecimal;
import java.math.MathContext;

/// A loss as it is shown: `1.842`, `0.0001234`, `nan`.
public record Loss(double value) {

    private static final MathContext FOUR_DIGITS = new MathContext(4);

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
        var rounded = new BigDecimal(value).round(FOUR_DIGITS);
        double size = Math.abs(value);
        return size != 0 && (size < SMALL || size >= LARGE)
                ? rounded.stripTrailingZeros().toString()
                : rounded.toPlainString();
    }
}
