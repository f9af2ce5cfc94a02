package gpudeck.viewmodel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @ParameterizedTest
    @CsvSource({
        "1.842, 3.1, 3.2, 2.4, 1.6",
        "0, 1, 1.0, 0.5, 0.0",
        "0.0289, 0.4811, 0.50, 0.25, 0.00",
        "-3, 5, 5, 0, -5",
        "1000, 2990, 3000, 2000, 1000",
        "2, 2, 2.002, 2.001, 2.000",
        "0, 0, 0.2, 0.1, 0.0",
        "-1000000000, 1000000000, 1000000000, 0, -1000000000",
    })
    void hasRoundMarksAroundAll(
            double lowest, double highest, String top, String middle, String bottom) {
        assertThat(Axis.around(lowest, highest).marks()).containsExactly(top, middle, bottom);
    }

    @Test
    void hasBothInItWhateverTheyAre() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double one = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-9, 10));
            double other = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-9, 10));
            for (var pair : List.of(List.of(one, other), List.of(one, one), List.of(0.0, 0.0))) {
                double low = Math.min(pair.getFirst(), pair.getLast());
                double high = Math.max(pair.getFirst(), pair.getLast());

                var axis = Axis.around(low, high);

                assertThat(axis.share(low)).isBetween(0.0, 1.0);
                assertThat(axis.share(high)).isBetween(axis.share(low), 1.0);
                if (high - low > Math.abs(high) / 100) {
                    assertThat(axis.share(high) - axis.share(low)).isGreaterThan(0.3);
                }
            }
        }
    }
}
