package gpudeck.viewmodel.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/// The values beside a chart whose range nobody knows before: round ones, so that it is seldom
/// drawn anew.
///
/// @param step from the bottom to the middle, and from there to the top
record Axis(BigDecimal bottom, BigDecimal step) {

    /// Distances that read well, in every power of ten.
    private static final List<BigDecimal> ROUND =
            Stream.of("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8")
                    .map(BigDecimal::new)
                    .toList();

    /// How much of a value that stands still is shown around it.
    private static final double LEAST = 1e-3;

    private static final int STEPS = 2;

    /// The narrowest round one that has both in it.
    ///
    /// @param lowest no further from zero than 1e9
    /// @param highest the same
    static Axis around(double lowest, double highest) {
        double size = Math.max(Math.abs(lowest), Math.abs(highest));
        double range = Math.max(highest - lowest, size == 0 ? 1 : size * LEAST);
        int power = (int) Math.floor(Math.log10(range / STEPS));
        while (true) {
            for (var round : ROUND) {
                var step = round.scaleByPowerOfTen(power);
                var bottom =
                        BigDecimal.valueOf(Math.floor(lowest / step.doubleValue())).multiply(step);
                var axis = new Axis(bottom, step);
                if (axis.at(STEPS).doubleValue() >= highest) {
                    return axis;
                }
            }
            power++;
        }
    }

    private BigDecimal at(int steps) {
        return bottom.add(step.multiply(BigDecimal.valueOf(steps)));
    }

    /// From the top to the bottom, with as many digits.
    List<String> marks() {
        var values = Stream.of(at(2), at(1), bottom).map(BigDecimal::stripTrailingZeros).toList();
        int digits = Math.max(0, values.stream().mapToInt(BigDecimal::scale).max().orElse(0));
        return values.stream().map(value -> value.setScale(digits).toPlainString()).toList();
    }

    /// Where a value is: 0 at the bottom, 1 at the top.
    double share(double value) {
        double share = (value - bottom.doubleValue()) / (STEPS * step.doubleValue());
        return Math.clamp(share, 0, 1);
    }
}
